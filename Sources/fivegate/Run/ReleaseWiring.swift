import ArgumentParser
import Foundation
import Processes
import Proving
import Release

/// The parts of a release, put together for a workspace.
struct ReleaseWiring {
    /// Where it is.
    enum Place {
        /// Behind HAProxy.
        case machine(LocalTarget, HAProxyRouter, door: Int)
        case cluster(KubernetesTarget, Kubectl)
    }

    let folder: WorkspaceFolder
    let store: ReleaseStore
    let place: Place
    let name: String
    /// Not stopped: what it starts outlives the command.
    let supervisor: Supervisor

    /// On this machine.
    init(folder: WorkspaceFolder, port: Int?) throws {
        self.folder = folder
        supervisor = Supervisor()
        store = try ReleaseStore(folder: folder.path + "/.fivegate/release")
        let open = ReleaseStatus.door(of: store)
        if let port, let open, port != open {
            throw UsageFailure("this workspace's door is 127.0.0.1:\(open); stop it first with: fivegate release stop")
        }
        let door = port ?? open ?? 8080
        name = try BuildFolder.name(of: folder.path)
        let router = try HAProxyRouter(store: store, name: name, door: door, supervisor: supervisor)
        let target = LocalTarget(
            store: store, program: try .standard(name: name, workspace: folder.path), router: router, door: door,
            supervisor: supervisor)
        place = .machine(target, router, door: door)
    }

    /// In a cluster: each context and namespace has a state of its own.
    init(folder: WorkspaceFolder, context: String?, namespace: String?) async throws {
        self.folder = folder
        supervisor = Supervisor()
        let kubectl = try await Kubectl(context: context, namespace: namespace, supervisor: supervisor)
        store = try ReleaseStore(folder: "\(folder.path)/.fivegate/kubernetes/\(kubectl.folderName)")
        // No name of an object ends with `-`.
        name = String(try BuildFolder.name(of: folder.path).reversed().drop { $0 == "-" }.reversed())
        place = .cluster(KubernetesTarget(kubectl: kubectl, name: name, store: store), kubectl)
    }

    var target: any Target {
        switch place {
        case .machine(let target, _, _): target
        case .cluster(let target, _): target
        }
    }

    /// `at http://127.0.0.1:8080`
    var whereabouts: String {
        switch place {
        case .machine(_, _, let door): "at http://127.0.0.1:\(door)"
        case .cluster(_, let kubectl): "in context \(kubectl.context), namespace \(kubectl.namespace)"
        }
    }

    func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        ReleaseControl(store: store, target: target, progress: progress)
    }

    func status() async throws -> ReleaseStatus {
        let now = Int64(Date().timeIntervalSince1970)
        return switch place {
        case .machine(_, let router, _): try await ReleaseStatus(store: store, router: router, now: now)
        case .cluster(let target, _): try await ReleaseStatus(store: store, target: target, now: now)
        }
    }

    /// This command's own file.
    static var executable: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// Starts the detached supervisor, unless one runs. A cluster starts again by itself what dies.
    func watch() async throws {
        guard case .machine(_, _, let door) = place else { return }
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
