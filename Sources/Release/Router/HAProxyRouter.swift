import Foundation
import Glibc
import Processes
import Proving

/// HAProxy on this machine, driven through its Runtime API. It outlives the command; when it has died, it is started
/// again with the weights that it should have.
public struct HAProxyRouter: Router {
    /// What is kept of it in `proxy.json`.
    struct Record: Codable, Sendable {
        var process: ChildIdentity
        var door: Int
        /// The port of its own metrics on 127.0.0.1; nil when it was started before it had one.
        var metrics: Int?
        /// Where the runtime folder of whoever started it was; another's may be elsewhere.
        var socket: String
    }

    static let tool = Tool("haproxy", .debian("haproxy"))

    let store: ReleaseStore
    let name: String
    let door: Int
    let binary: String
    let socket: String
    let launcher: Supervisor

    private var api: RuntimeAPI { RuntimeAPI(socket: record?.socket ?? socket) }
    private var mark: ReleaseMark { ReleaseMark(folder: store.folder) }

    /// - Parameters:
    ///   - name: the service's.
    ///   - door: the front door's port on 127.0.0.1.
    /// - Throws: `MissingTool`, `ReleaseError`.
    public init(store: ReleaseStore, name: String, door: Int, supervisor: Supervisor) throws {
        self.store = store
        self.name = name
        self.door = door
        launcher = supervisor
        binary = try Self.locate()
        socket = try RuntimeFolder.make(for: store.folder) + "/haproxy.sock"
    }

    /// Debian has it where only root's PATH leads.
    static func locate() throws -> String {
        try tool.locate(path: (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin")
    }

    var record: Record? { store.read(Record.self, "proxy.json") }

    public func ensure(_ table: RoutingTable) async throws {
        let record = record
        if let record, record.process.isRunning { return }
        unlink(store.folder + "/proxy.json")
        _ = await ChildIdentity.endLeftovers(mark.processes(ReleaseMark.proxy), grace: .seconds(1))
        try await awaitDoor()
        let file = store.folder + "/haproxy.cfg"
        guard let metrics = record?.metrics.flatMap({ InstancePort.isFree($0) ? $0 : nil }) ?? InstancePort.free()
        else {
            throw ReleaseError.proxy("no port is free for the proxy's metrics")
        }
        let configuration = HAProxyConfiguration(
            name: name, door: door, metrics: metrics, socket: socket, table: table,
            user: getuid() == 0 ? "haproxy" : nil)
        try AtomicFile.write(Data(configuration.text.utf8), to: file)
        _ = try await launcher.run(
            Command(binary, ["-c", "-f", file], timeLimit: .seconds(20), mergesErrors: true)
        ).successful()
        let child = try await launcher.start(
            Command(
                binary, ["-db", "-f", file],
                environment: Surroundings.hidden().merging(mark.environment(ReleaseMark.proxy)) { $1 },
                outputFile: store.folder + "/haproxy.log"))
        try await awaitSocket(child)
        try store.write(
            Record(process: child.identity, door: door, metrics: metrics, socket: socket),
            to: store.folder + "/proxy.json")
        store.writeTargets([metrics], of: "proxy")
    }

    /// Threads of a proxy that was killed may hold its ports a moment longer than its first one lives.
    private func awaitDoor() async throws {
        let deadline = ContinuousClock.now + .seconds(1)
        while let holder = LoopbackPort.holder(of: door) {
            guard ContinuousClock.now < deadline else { throw ReleaseError.portTaken(door, by: holder) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// The old process's socket may still be there: the answer has to come from the new one.
    private func awaitSocket(_ child: Child) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while child.identity.isRunning, ContinuousClock.now < deadline {
            if let info = try? api.send("show info"), info.contains("\nPid: \(child.identity.pid)\n") { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        _ = try? await child.stop()
        if let holder = LoopbackPort.holder(of: door) { throw ReleaseError.portTaken(door, by: holder) }
        throw ReleaseError.proxy("HAProxy did not start")
    }

    public func attach(_ slot: Slot, port: Int) async throws {
        try set(slot, "state maint")
        try set(slot, "addr 127.0.0.1 port \(port)", allowing: "by 'stats socket command'")
        try set(slot, "weight 0")
        try set(slot, "state ready")
        let deadline = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < deadline {
            let row = try row(of: slot)
            if let status = row["status"], status.hasPrefix("UP") || status == "DRAIN", row["check_status"] == "L7OK" {
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw ReleaseError.proxy("HAProxy does not find the instance in slot \(slot.rawValue) healthy")
    }

    public func setWeight(_ weight: Int, of slot: Slot) async throws {
        try set(slot, "weight \(weight)")
        // A slot that was drained comes back.
        if weight > 0 { try set(slot, "state ready") }
    }

    public func readWeights() async throws -> [Slot: Int] {
        let table = RuntimeTable(try api.send("show stat"), separator: ",")
        var weights: [Slot: Int] = [:]
        for slot in Slot.allCases {
            let row = table.row(["pxname": "service", "svname": slot.rawValue]) ?? [:]
            guard let weight = row["weight"].flatMap({ Int($0) }) else {
                throw ReleaseError.proxy("HAProxy tells no weight of slot \(slot.rawValue)")
            }
            weights[slot] = weight
        }
        return weights
    }

    public func stats() async throws -> [Slot: RouterStats] {
        let table = RuntimeTable(try api.send("show stat"), separator: ",")
        var stats: [Slot: RouterStats] = [:]
        for slot in Slot.allCases {
            guard let row = table.row(["pxname": "service", "svname": slot.rawValue]) else { continue }
            let number = { (name: String) in row[name].flatMap { Int($0) } ?? 0 }
            let broken = number("econ") + number("eresp")
            let answered = (1...5).reduce(0) { $0 + number("hrsp_\($1)xx") } + number("hrsp_other")
            stats[slot] = RouterStats(
                requests: answered + broken, errors: number("hrsp_5xx") + broken, current: number("scur"),
                isUp: row["status"].map { $0.hasPrefix("UP") || $0 == "DRAIN" } ?? false)
        }
        return stats
    }

    public func drain(_ slot: Slot, within limit: Duration) async throws -> Bool {
        try set(slot, "state drain")
        let deadline = ContinuousClock.now + limit
        while true {
            let connections = RuntimeTable(try api.send("show servers conn service"), separator: " ")
            let used = connections.row(["bkname/svname": "service/\(slot.rawValue)"])?["used_cur"]
            if used == "0", try row(of: slot)["scur"] == "0" { return true }
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    public func detach(_ slot: Slot) async throws { try set(slot, "state maint") }

    public func stop() async throws {
        let grace = Duration.seconds(5)
        _ = await ChildIdentity.endLeftovers(mark.processes(ReleaseMark.proxy), grace: grace)
        unlink(store.folder + "/proxy.json")
        store.writeTargets([], of: "proxy")
        unlink(socket)
    }

    private func set(_ slot: Slot, _ what: String, allowing allowed: String? = nil) throws {
        try api.set("set server service/\(slot.rawValue) \(what)", allowing: allowed)
    }

    private func row(of slot: Slot) throws -> [String: String] {
        let table = RuntimeTable(try api.send("show stat"), separator: ",")
        return table.row(["pxname": "service", "svname": slot.rawValue]) ?? [:]
    }
}
