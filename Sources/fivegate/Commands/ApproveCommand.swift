import ArgumentParser
import Foundation
import Ledger
import Processes
import Workflow

/// `fivegate approve [PHASE]`
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Record your approval of what a phase has delivered, as it is now.")

    @Argument(help: "The phase.") var phase = "planning"
    @OptionGroup var options: WorkspaceOptions

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let lock = try WorkspaceLock(folder: folder.record)
            defer { withExtendedLifetime(lock) {} }
            let workflow = try Workflow.load(Workflow.standardText, instruments: nil)
            guard workflow.phase(phase) != nil else { throw EngineError.unknownPhase(phase) }
            let engine = Engine(
                workflow: workflow, store: try folder.ledger(),
                workspace: GitWorkspace(path: folder.path, supervisor: Supervisor()), agents: { _ in NoAgent() },
                instruments: [:], options: EngineOptions(holder: "approve"))
            let approval = try await engine.approve(phase, who: Approver.person, how: "fivegate approve")
            Terminal.print("approved \(phase), digest \(approval.subject.prefix(16)), by \(approval.who)")
            Terminal.print("Next: fivegate resume -C \(folder.path)")
        }
    }
}

/// Nobody works while an approval is recorded.
private struct NoAgent: Agent {
    func perform(_ assignment: Assignment) async throws -> TaskResult { throw TaskFailure("nobody is at work") }
}
