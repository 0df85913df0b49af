import ArgumentParser
import Release

/// `fivegate release promote`
struct ReleasePromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote", abstract: "Take a candidate that waits because it had too little traffic to be judged.",
        discussion: "It goes on through the remaining steps; whatever fails on the way is rolled back all the same.")

    @OptionGroup var options: ReleaseOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let wiring = try await options.wiring()
            let wanted = try wiring.store.load().candidate?.version
            let state = try await wiring.control(progress: ReleaseWiring.say).promote()
            try await wiring.watch()
            try await wiring.report(json: json, isGood: state.live?.version == wanted)
        }
    }
}
