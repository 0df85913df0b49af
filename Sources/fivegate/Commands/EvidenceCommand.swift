import ArgumentParser
import Foundation
import Ledger
import Workflow

/// `fivegate evidence [CRITERION | HASH]`
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Show what a verdict rests on: what was run, how it ended, what it printed.",
        discussion: """
              fivegate evidence implementation.line-coverage     what was run for a criterion
              fivegate evidence 3f6c0d…                          an output, by its SHA-256
            """)

    @Argument(help: "A criterion, or the beginning of an output's SHA-256; without it all criteria are listed.")
    var name: String?
    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let ledger = try folder.ledger()
            let gates = try folder.state(ledger).gates(of: try Workflow.load(Workflow.standardText, instruments: nil))
            guard let name else {
                return Terminal.print(Terminal.table(gates.map { [$0.criterion, "\($0.evidence.count) pieces"] }))
            }
            if let gate = gates.first(where: { $0.criterion == name }) { return try show(gate) }
            let hashes = Set(gates.flatMap { $0.evidence.map(\.output) }).filter { $0.hasPrefix(name) }
            guard name.count >= 4, hashes.count == 1, let hash = hashes.first, let data = try ledger.evidence(hash)
            else {
                throw UsageFailure(
                    "there is no criterion and no single output `\(name)`; list them with: fivegate evidence")
            }
            FileHandle.standardOutput.write(data)
        }
    }

    private func show(_ gate: GateLine) throws {
        if json { return try Terminal.json(gate) }
        Terminal.print(
            "\(gate.criterion): \(gate.verdict.rawValue) \(gate.value.map(ProgressPrinter.number) ?? "") (\(gate.threshold) \(gate.unit))"
        )
        if !gate.note.isEmpty { Terminal.print(gate.note) }
        for piece in gate.evidence {
            Terminal.print("  \(piece.argv.joined(separator: " "))")
            Terminal.print("    status \(piece.exitStatus), tree \(piece.tree ?? "-"), output \(piece.output)")
        }
    }
}
