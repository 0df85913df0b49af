import ArgumentParser
import Foundation
import Processes
import Release

/// `fivegate release watch`
struct ReleaseWatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Supervise what is released: start again what dies, sample, retire the version before.",
        discussion:
            "It is started detached by `release deploy`; this starts it again. A systemd unit runs it with --foreground."
    )

    @OptionGroup var options: ReleaseOptions
    @Flag(help: "Stay, instead of going into the background.") var foreground = false

    func run() async throws {
        try await ExitStatus.reporting {
            if options.kubernetes {
                throw UsageFailure(
                    "there is no supervisor for a cluster yet: the cluster starts again what dies, the next command goes on with a rollout whose process was killed, and the version before is kept until the next deploy"
                )
            }
            let wiring = try await options.wiring()
            guard foreground, case .machine(let release) = wiring.place else {
                try await wiring.watch()
                return Terminal.error("watching; its log is \(wiring.store.folder)/watch.log")
            }
            let watcher = Watcher(
                driver: RolloutDriver(target: wiring.target, store: wiring.store),
                recorder: WatchRecorder(try wiring.folder.reports(of: wiring.store), router: release.router))
            try await watcher.watch { Terminal.error("\(Date().ISO8601Format()) \($0)") }
        }
    }
}
