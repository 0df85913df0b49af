import ArgumentParser
import Ledger
import Processes
import Workflow

/// `fivegate replay`
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Derive the run's state from its journal again and compare it with commits, memory and evidence.")

    @OptionGroup var options: WorkspaceOptions

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let workspace = GitWorkspace(path: folder.path, supervisor: Supervisor())
            let replay = try await Replay.run(try folder.ledger(), workspace)
            if replay.findings.isEmpty {
                return Terminal.print(
                    "\(replay.entries) entries; commits, memory and evidence are what the journal says")
            }
            for finding in replay.findings { Terminal.error(finding) }
            throw ExitCode(ExitStatus.badInput)
        }
    }
}
