import ArgumentParser
import Release

/// `fivegate release rollback`
struct ReleaseRollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Back to the version before, from any point of a rollout or after it, in one step.")

    @OptionGroup var options: ReleaseOptions
    @Option(help: "Why; it is kept in the record.") var reason = "asked for"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let wiring = try await options.wiring()
            let state = try await wiring.control(progress: ReleaseWiring.say).rollBack(reason)
            if state.live != nil { try await wiring.watch() }
            try await wiring.report(json: json, isGood: state.candidate == nil)
        }
    }
}
