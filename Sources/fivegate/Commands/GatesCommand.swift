import ArgumentParser
import Ledger
import Workflow

/// `fivegate gates`
struct GatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gates", abstract: "List every criterion with its verdict, figure, threshold and evidence.")

    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let gates = try folder.state(try folder.ledger()).gates(
                of: try Workflow.load(Workflow.standardText, instruments: nil))
            if json { return try Terminal.json(gates) }
            let rows = gates.map { gate in
                [
                    gate.verdict.rawValue, gate.criterion, gate.value.map(ProgressPrinter.number) ?? "-",
                    "\(gate.threshold) \(gate.unit)", gate.verdict == .pass ? "" : gate.note,
                ]
            }
            Terminal.print(Terminal.table([["verdict", "criterion", "value", "threshold", "note"]] + rows))
        }
    }
}
