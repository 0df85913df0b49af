import Foundation
import Processes
import Proving

/// A release on this machine, put together: its files, the proxy at its door, its instances.
public struct LocalRelease: Sendable {
    public let name: String
    /// The front door's port on 127.0.0.1.
    public let door: Int
    public let store: ReleaseStore
    public let router: HAProxyRouter
    public let target: LocalTarget
    let supervisor: Supervisor

    /// The release of a workspace's service, in `.fivegate/release`.
    /// - Parameters:
    ///   - port: the door's; nil: of the one that is open, or 8080.
    ///   - supervisor: is never stopped: what it starts outlives the command.
    /// - Throws: `MissingTool`; `release/other-door` where the workspace's door is another; `release/settings`.
    public init(workspace: String, port: Int?, supervisor: Supervisor = Supervisor()) throws {
        let store = try ReleaseStore(folder: workspace + "/.fivegate/release")
        let open = ReleaseStatus.door(of: store)
        if let port, let open, port != open { throw ReleaseError.otherDoor(open) }
        let name = try BuildFolder.name(of: workspace)
        try self.init(
            store: store, program: .standard(name: name, workspace: workspace), door: port ?? open ?? 8080,
            supervisor: supervisor)
    }

    /// - Parameter door: nil: a free port.
    /// - Throws: `MissingTool`, `ReleaseError`.
    public init(store: ReleaseStore, program: ServiceProgram, door: Int?, supervisor: Supervisor) throws {
        guard let door = door ?? InstancePort.free() else { throw ReleaseError.proxy("no port is free for the door") }
        self.name = program.name
        self.door = door
        self.store = store
        self.supervisor = supervisor
        router = try HAProxyRouter(store: store, name: program.name, door: door, supervisor: supervisor)
        target = LocalTarget(store: store, program: program, router: router, door: door, supervisor: supervisor)
    }

    /// The door's port of what is released from a workspace, while its proxy runs; nil: none is open.
    public static func openDoor(of workspace: String) -> Int? {
        let file = workspace + "/.fivegate/release/proxy.json"
        guard let data = FileManager.default.contents(atPath: file),
            let record = try? JSONDecoder().decode(HAProxyRouter.Record.self, from: data), record.process.isRunning
        else { return nil }
        return record.door
    }

    /// Whether a workspace could open its door, before much is done for it.
    /// - Throws: `MissingTool`; `release/port-taken` where another program holds the port; `release/other-door`.
    public static func checkDoor(of workspace: String, port: Int?) throws {
        _ = try HAProxyRouter.locate()
        if let open = openDoor(of: workspace) {
            if let port, port != open { throw ReleaseError.otherDoor(open) }
            return
        }
        let door = port ?? 8080
        if let holder = LoopbackPort.holder(of: door) { throw ReleaseError.portTaken(door, by: holder) }
    }

    /// Keeps a release binary and what it reads as a version, named by its content and by the commit of its package.
    public func add(server: String, package: String) async throws -> Version {
        let head = try await supervisor.run(
            Command("git", ["rev-parse", "HEAD"], directory: package, timeLimit: .seconds(30)))
        let commit = head.isSuccess ? head.output.text.trimmingCharacters(in: .whitespacesAndNewlines) : nil
        return try VersionFolder(store: store).add(server: server, package: package, commit: commit)
    }

    /// Where a version's binary and what it reads lie.
    public func folder(of version: Version) -> String { "\(store.folder)/versions/\(version)" }

    public func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        ReleaseControl(store: store, target: target, progress: progress)
    }

    public func status() async throws -> ReleaseStatus {
        try await ReleaseStatus(store: store, router: router, now: Int64(Date().timeIntervalSince1970))
    }

    /// Starts the detached supervisor, unless one runs.
    /// - Parameter executable: of the `fivegate` command.
    public func watch(with executable: String, workspace: String) async throws {
        if try await status().watcherRunning { return }
        _ = try await supervisor.start(
            Command(
                executable, ["release", "watch", "-C", workspace, "--port", "\(door)", "--foreground"],
                environment: ReleaseWatch.environment(of: store), outputFile: store.folder + "/watch.log"))
    }

    /// Ends the detached supervisor; what it supervised goes on.
    public func endWatching() async {
        await target.launcher.end(target.launcher.mark.processes(ReleaseMark.watch), grace: .seconds(5))
    }

    /// For a server that boots: a systemd unit beside the state.
    public func writeUnit(executable: String, workspace: String) throws {
        let unit = SystemdUnits(name: name, workspace: workspace, fivegate: executable, user: NSUserName(), door: door)
        try Data(unit.text.utf8).write(to: URL(filePath: "\(store.folder)/\(unit.fileName)"), options: .atomic)
    }
}
