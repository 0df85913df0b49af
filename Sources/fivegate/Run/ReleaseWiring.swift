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
        case machine(LocalRelease)
        case cluster(KubernetesTarget, Kubectl)
    }

    let folder: WorkspaceFolder
    let store: ReleaseStore
    let place: Place
    let name: String

    /// On this machine.
    init(folder: WorkspaceFolder, port: Int?) throws {
        self.folder = folder
        let release = try LocalRelease(workspace: folder.path, port: port)
        store = release.store
        name = release.name
        place = .machine(release)
    }

    /// In a cluster: each context and namespace has a state of its own.
    init(folder: WorkspaceFolder, context: String?, namespace: String?) async throws {
        self.folder = folder
        let kubectl = try await Kubectl(context: context, namespace: namespace, supervisor: Supervisor())
        store = try ReleaseStore(folder: "\(folder.path)/.fivegate/kubernetes/\(kubectl.folderName)")
        // No name of an object ends with `-`.
        name = String(try BuildFolder.name(of: folder.path).reversed().drop { $0 == "-" }.reversed())
        place = .cluster(KubernetesTarget(kubectl: kubectl, name: name, store: store), kubectl)
    }

    var target: any Target {
        switch place {
        case .machine(let release): release.target
        case .cluster(let target, _): target
        }
    }

    /// `at http://127.0.0.1:8080`
    var whereabouts: String {
        switch place {
        case .machine(let release): "at http://127.0.0.1:\(release.door)"
        case .cluster(_, let kubectl): "in context \(kubectl.context), namespace \(kubectl.namespace)"
        }
    }

    func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        ReleaseControl(store: store, target: target, progress: progress)
    }

    func status() async throws -> ReleaseStatus {
        switch place {
        case .machine(let release): return try await release.status()
        case .cluster(let target, _):
            return try await ReleaseStatus(store: store, target: target, now: Int64(Date().timeIntervalSince1970))
        }
    }

    /// This command's own file.
    static var executable: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// Starts the detached supervisor, unless one runs. A cluster starts again by itself what dies.
    func watch() async throws {
        guard case .machine(let release) = place else { return }
        try await release.watch(with: Self.executable, workspace: folder.path)
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
