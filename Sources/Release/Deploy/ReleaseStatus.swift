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
    public var door: Int?
    public var proxyRunning: Bool
    public var watcherRunning: Bool
    public var instances: [Line]
    /// As the proxy has them; nil when it does not answer.
    public var weightsRead: [Slot: Int]?
    public var reason: String?
    /// Seconds until the version before is taken away.
    public var retention: Int64?

    public init(store: ReleaseStore, router: HAProxyRouter?, now: Int64) async throws {
        let state = try store.load()
        let record = store.read(HAProxyRouter.Record.self, "proxy.json")
        stage = "\(state.stage)"
        door = record?.door
        proxyRunning = record?.process.isRunning ?? false
        watcherRunning = !ReleaseMark(folder: store.folder).processes(ReleaseMark.watch).isEmpty
        reason = state.reason
        let weights = state.weights
        instances = [("live", state.live), ("candidate", state.candidate), ("standby", state.standby)].compactMap {
            role, placement in
            placement.map {
                Line(
                    role: role, version: $0.version.description, slot: $0.slot, pid: $0.instance?.process.pid,
                    port: $0.instance?.port, running: $0.instance?.process.isRunning ?? false,
                    weight: weights[$0.slot] ?? 0)
            }
        }
        weightsRead = proxyRunning ? try? await router?.readWeights() : nil
        if state.standby != nil, let promotedAt = state.promotedAt {
            retention = max(0, promotedAt + state.plan.retention - now)
        }
    }

    /// The port of the door that is open, for commands that are given none.
    public static func door(of store: ReleaseStore) -> Int? {
        store.read(HAProxyRouter.Record.self, "proxy.json")?.door
    }
}
