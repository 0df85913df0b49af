import Foundation
import Processes

/// What `fivegate release status` tells.
public struct ReleaseStatus: Sendable, Codable {
    public struct Line: Sendable, Codable {
        public var role: String
        public var version: String
        public var slot: Slot
        public var pid: Int32?
        public var port: Int?
        public var running: Bool
        public var weight: Int
    }

    public var stage: String
    /// The port on 127.0.0.1; nil: it is closed, or the release is in a cluster.
    public var door: Int?
    /// The context and the namespace of the cluster; nil: the release is on this machine.
    public var cluster: String?
    /// In a cluster: whether the gateways have taken the route as it is written.
    public var proxyRunning: Bool
    public var watcherRunning: Bool
    public var instances: [Line]
    /// As the proxy has them; nil when it does not answer.
    public var weightsRead: [Slot: Int]?
    public var reason: String?
    /// Seconds until the version before is taken away.
    public var retention: Int64?

    public init(store: ReleaseStore, router: HAProxyRouter?, now: Int64) async throws {
        let record = store.read(HAProxyRouter.Record.self, "proxy.json")
        self.init(try store.load(), now: now) { $0.process?.isRunning ?? false }
        door = record?.door
        proxyRunning = record?.process.isRunning ?? false
        watcherRunning = !ReleaseMark(folder: store.folder).processes(ReleaseMark.watch).isEmpty
        weightsRead = proxyRunning ? try? await router?.readWeights() : nil
    }

    /// As the cluster tells it now.
    public init(store: ReleaseStore, target: KubernetesTarget, now: Int64) async throws {
        let view = try await target.look()
        self.init(try store.load(), now: now, isRunning: view.runs)
        cluster = "\(target.kubectl.context), namespace \(target.kubectl.namespace)"
        proxyRunning = view.routeProblem == nil
        weightsRead = try view.weights()
    }

    private init(_ state: RolloutState, now: Int64, isRunning: (Instance) -> Bool) {
        stage = "\(state.stage)"
        proxyRunning = false
        watcherRunning = false
        reason = state.reason
        let weights = state.weights
        instances = [("live", state.live), ("candidate", state.candidate), ("standby", state.standby)].compactMap {
            role, placement in
            placement.map {
                Line(
                    role: role, version: $0.version.description, slot: $0.slot, pid: $0.instance?.process?.pid,
                    port: $0.instance?.port, running: $0.instance.map(isRunning) ?? false, weight: weights[$0.slot] ?? 0
                )
            }
        }
        if state.standby != nil, let promotedAt = state.promotedAt {
            retention = max(0, promotedAt + state.plan.retention - now)
        }
    }

    /// The port of the door that is open, for commands that are given none.
    public static func door(of store: ReleaseStore) -> Int? {
        store.read(HAProxyRouter.Record.self, "proxy.json")?.door
    }
}
