import ArgumentParser
import Foundation
import Processes
import Proving
import Release

/// What every release command is told.
struct ReleaseOptions: ParsableArguments {
    @OptionGroup var workspace: WorkspaceOptions
    @Option(help: "The front door's port on 127.0.0.1; without it the one that is open, or 8080.") var port: Int?

    func wiring() throws -> ReleaseWiring { try ReleaseWiring(folder: workspace.find(), port: port) }
}

/// The parts of a release, put together for a workspace.
struct ReleaseWiring {
    let folder: WorkspaceFolder
    let store: ReleaseStore
    let router: HAProxyRouter
    let target: LocalTarget
    let door: Int
    let name: String
    /// Not stopped: what it starts outlives the command.
    let supervisor = Supervisor()

    init(folder: WorkspaceFolder, port: Int?) throws {
        self.folder = folder
        store = try ReleaseStore(folder: folder.path + "/.fivegate/release")
        let open = ReleaseStatus.door(of: store)
        if let port, let open, port != open {
            throw UsageFailure("this workspace's door is 127.0.0.1:\(open); stop it first with: fivegate release stop")
        }
        door = port ?? open ?? 8080
        name = try BuildFolder.name(of: folder.path)
        router = try HAProxyRouter(store: store, name: name, door: door, supervisor: supervisor)
        target = LocalTarget(
            store: store, program: try .standard(name: name, workspace: folder.path), router: router, door: door,
            supervisor: supervisor)
    }

    func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        ReleaseControl(store: store, target: target, progress: progress)
    }

    func status() async throws -> ReleaseStatus {
        try await ReleaseStatus(store: store, router: router, now: Int64(Date().timeIntervalSince1970))
    }

    /// This command's own file.
    static var executable: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// Starts the detached supervisor, unless one runs.
    func watch() async throws {
        if try await status().watcherRunning { return }
        _ = try await supervisor.start(
            Command(
                Self.executable, ["release", "watch", "-C", folder.path, "--port", "\(door)", "--foreground"],
                environment: ReleaseWatch.environment(of: store), outputFile: store.folder + "/watch.log"))
    }

    /// Says on standard error what is done.
    static func say(_ state: RolloutState) {
        let weights = state.weights.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
        Terminal.error("  \(state.stage.words)  [\(weights)]\(state.reason.map { "  \($0)" } ?? "")")
    }

    /// Ends a command: the status on standard output, exit status 1 unless `isGood`.
    func report(json: Bool, isGood: Bool) async throws {
        try await ReleaseStatusCommand.show(status(), json: json)
        if !isGood { throw ExitCode(ExitStatus.gateClosed) }
    }
}
