import ArgumentParser
import Release

/// `fivegate release stop`
struct ReleaseStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End the supervisor, the door and all instances; data and keys stay.",
        discussion:
            "With --kubernetes: both weights of the route are 0, both deployments have no pods; the objects stay.")

    @OptionGroup var options: ReleaseOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let wiring = try await options.wiring()
            try await wiring.control().stop()
            if json { return try await wiring.report(json: true, isGood: true) }
            Terminal.print("stopped")
        }
    }
}
