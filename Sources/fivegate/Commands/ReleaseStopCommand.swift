import ArgumentParser
import Release

/// `fivegate release stop`
struct ReleaseStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the supervisor, the door and all instances; data and keys stay.")

    @OptionGroup var options: ReleaseOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let wiring = try options.wiring()
            try await wiring.control().stop()
            if json { return try await wiring.report(json: true, isGood: true) }
            Terminal.print("stopped")
        }
    }
}
