import ArgumentParser
import Workflow

/// `fivegate workflow`
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Print the workflow: phases, tasks, roles and gates.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, dot }

    @Option(help: "yaml, or dot for Graphviz.") var format = Format.yaml

    func run() async throws {
        try await ExitStatus.reporting {
            switch format {
            case .yaml: Terminal.print(Workflow.standardText)
            case .dot: Terminal.print(try Workflow.load(Workflow.standardText, instruments: nil).dot)
            }
        }
    }
}
