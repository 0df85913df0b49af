import Foundation
import Glibc
import Processes
import Testing

@testable import Release

/// A release of the tiny server in a folder of its own, behind a real HAProxy on a free port.
struct Scene: Sendable {
    let folder: String
    let door: Int
    let store: ReleaseStore
    let target: LocalTarget
    let supervisor = Supervisor()

    /// What came of a load.
    struct Report: Decodable, Equatable {
        var requests: Int
        var written: Int
        var failed: Int
        var why: String
    }

    /// Quick: short steps, judged by few requests.
    static let plan = RolloutPlan(
        dwell: 0.3, patience: 4,
        criteria: Criteria(p95: 0.1, looks: 40, minimumRequests: 20))

    static func binary(_ name: String) -> String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name).path
    }

    /// Runs a test in a scene, and ends everything that was started in it.
    static func play(_ body: (Scene) async throws -> Void) async throws {
        let scene = try Scene()
        do { try await body(scene) } catch {
            try? await scene.end()
            throw error
        }
        try await scene.end()
    }

    private init() throws {
        folder = NSTemporaryDirectory() + "/release-\(UUID().uuidString)"
        for name in ["state", "package/Public", "package/Migrations"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        door = try #require(InstancePort.free())
        store = try ReleaseStore(folder: folder + "/release")
        target = Self.target(
            store, folder, door, try HAProxyRouter(store: store, name: "tiny", door: door, supervisor: supervisor),
            supervisor)
        try JSONEncoder().encode(Self.plan).write(to: URL(filePath: folder + "/plan.json"))
    }

    static func target(
        _ store: ReleaseStore, _ folder: String, _ door: Int, _ router: any Router, _ supervisor: Supervisor
    ) -> LocalTarget {
        LocalTarget(
            store: store, program: ServiceProgram(name: "tiny", state: folder + "/state", environment: [:]),
            router: router, door: door, supervisor: supervisor)
    }

    private func end() async throws {
        await supervisor.stopAll(grace: .seconds(1))
        try await target.endAll()
        let left = ReleaseMark(folder: store.folder).processes()
        #expect(left.isEmpty, "processes are left: \(left)")
        _ = try await Supervisor().run(Command("umount", ["-l", store.folder]))
        try FileManager.default.removeItem(atPath: folder)
    }

    var router: HAProxyRouter { get throws { try #require(target.router as? HAProxyRouter) } }

    func mount(_ arguments: String...) async throws {
        _ = try await supervisor.run(Command("mount", arguments, timeLimit: .seconds(10))).successful()
    }

    /// A version; another label makes another one.
    func version(_ label: String, fault: String = "") throws -> Version {
        let package = folder + "/package"
        try Data(label.utf8).write(to: URL(filePath: package + "/Public/label"))
        try Data(fault.utf8).write(to: URL(filePath: package + "/Public/fault"))
        return try VersionFolder(store: store).add(server: Self.binary("TinyServer"), package: package, commit: nil)
    }

    func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        ReleaseControl(store: store, target: target, progress: progress)
    }

    @discardableResult
    func deploy(
        _ version: Version, plan: RolloutPlan = Scene.plan, again: Bool = false,
        progress: @escaping @Sendable (RolloutState) -> Void = { _ in }
    ) async throws -> RolloutState {
        try await control(progress: progress).deploy(version, plan: plan, again: again)
    }

    /// Runs something while the door is under a steady load of reads and writes.
    func underLoad(rate: Int = 400, _ body: () async throws -> Void) async throws -> Report {
        let file = "\(folder)/load-\(UUID().uuidString)"
        let load = try await supervisor.start(
            Command(Self.binary("TinyServer"), ["load", "\(door)", "\(rate)"], outputFile: file))
        do { try await body() } catch {
            _ = try? await load.stop()
            throw error
        }
        _ = try await load.stop()
        return try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(filePath: file)))
    }

    /// How many writes arrived.
    var items: Int { FileManager.default.contents(atPath: folder + "/state/items")?.filter { $0 == 10 }.count ?? 0 }

    /// The orchestrator in a process of its own.
    func probe(_ arguments: String..., killAt: Int? = nil) async throws -> Outcome {
        try await supervisor.run(
            Command(
                Self.binary("ReleaseProbe"), [folder, "\(door)"] + arguments,
                environment: ["KILL_AT": killAt.map { "\($0)" }], timeLimit: .seconds(60)))
    }

    /// State, proxy and processes agree, and one version has all the traffic.
    func expectServing(_ version: Version, _ place: SourceLocation = #_sourceLocation) async throws {
        let state = try store.load()
        #expect(state.stage == .serving, sourceLocation: place)
        #expect(state.live?.version == version, "\(state.reason ?? "")", sourceLocation: place)
        #expect(try await target.readWeights() == state.weights, sourceLocation: place)
        #expect(try await target.versionAtTheDoor() == version.description, sourceLocation: place)
        for slot in Slot.allCases {
            let running = ReleaseMark(folder: store.folder).processes(slot.rawValue)
            #expect(running == state[slot]?.instance?.process.map { [$0] } ?? [], "\(slot)", sourceLocation: place)
        }
    }
}
