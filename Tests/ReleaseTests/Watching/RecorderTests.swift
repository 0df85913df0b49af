import Foundation
import Glibc
import Processes
import Testing

@testable import Release

/// The monitor beside a real proxy, real instances and real load.
@Suite(.serialized) struct RecorderTests {
    /// A look 5 seconds after the one before.
    private func look(_ watcher: Watcher, _ clock: TestClock) async throws {
        clock.pass(5)
        #expect(try await watcher.tick(samples: true) { _ in })
    }

    private func reports(_ scene: Scene) -> WatchReports {
        WatchReports(store: scene.store, service: "tiny", objectives: Objectives())
    }

    private func watcher(_ scene: Scene, now: (@Sendable () -> Int64)? = nil) throws -> Watcher {
        var driver = RolloutDriver(target: scene.target, store: scene.store)
        if let now { driver.now = now }
        return Watcher(driver: driver, recorder: WatchRecorder(reports(scene), router: try scene.router))
    }

    private func value(_ measures: [WatchReport.Measure], _ name: String) -> Double? {
        measures.first { $0.name == name }?.value
    }

    /// Load until so many requests have passed the door.
    private func load(_ scene: Scene, _ count: Double) async throws -> Int {
        let router = try scene.router
        let before = router.doorCounts()?.counters["2xx"] ?? 0
        let deadline = ContinuousClock.now + .seconds(20)
        let report = try await scene.underLoad {
            while (router.doorCounts()?.counters["2xx"] ?? 0) < before + count, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        #expect(report.failed == 0, "\(report.why)")
        return report.requests
    }

    private func end(_ process: ChildIdentity?) async throws {
        let process = try #require(process)
        kill(process.pid, SIGKILL)
        while process.isRunning { await Task.yield() }
    }

    @Test func `A report counts each request once, over a restart of instance and proxy`() async throws {
        try await Scene.play { scene in
            let version = try scene.version("one")
            try await scene.deploy(version)
            let clock = TestClock()
            let watcher = try watcher(scene) { clock.now }
            try await look(watcher, clock)
            var requests = try await load(scene, 100)
            try await look(watcher, clock)
            try await end(scene.store.load().live?.instance?.process)
            try await end(scene.router.record?.process)
            try await look(watcher, clock)
            requests += try await load(scene, 100)
            try await look(watcher, clock)

            let (report, folder) = try reports(scene).ask(hours: 1, at: clock.now)
            #expect(report.looks == 4)
            #expect(value(report.application, "requests") == Double(requests + 1), "and the question for the version")
            #expect(value(report.application, "up, of the looks") == 75, "the third look found both dead")
            #expect(value(report.application, "availability") == 100)
            let instance = try #require(report.instances.first)
            #expect(report.instances.count == 1)
            #expect(instance.version == version.description)
            #expect(instance.requests == requests)
            #expect(instance.starts == 2)
            #expect(try #require(instance.memory) > 1_048_576)
            #expect(try #require(value(report.infrastructure, "processor")) > 0)
            #expect(value(report.infrastructure, "database connections in use") == nil)
            for name in ["report.md", "report.json", "rate.svg", "latency.svg", "instances.svg", "network.svg"] {
                #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)"), "\(name)")
            }
        }
    }

    @Test func `A fault behind the door shows as an alert that fires`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one", fault: "errors"))
            let clock = TestClock()
            let watcher = try watcher(scene) { clock.now }
            try await look(watcher, clock)
            let failed = try await scene.underLoad {
                let deadline = ContinuousClock.now + .seconds(20)
                let router = try scene.router
                while (router.doorCounts()?.counters["5xx"] ?? 0) < 6, ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(10))
                }
            }.failed
            try await look(watcher, clock)
            let report = try reports(scene).ask(hours: 1, at: clock.now).0
            #expect(failed >= 6)
            let firing = Set(report.alerts.filter { $0.fires == true }.map(\.name))
            #expect(firing == ["AvailabilityLow", "ErrorsHigh"], "one in fifty fails")
        }
    }

    @Test func `The early report is written when it is due, once`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let state = try scene.store.load()
            let released = try #require(state.promotedAt)
            let file = reports(scene).folder(of: state) + "/first-5-minutes/report.json"
            let clock = TestClock(at: released + 290)
            let watcher = try watcher(scene) { clock.now }
            try await look(watcher, clock)
            #expect(!FileManager.default.fileExists(atPath: file))
            try await look(watcher, clock)
            let report = try JSONDecoder().decode(WatchReport.self, from: Data(contentsOf: URL(filePath: file)))
            #expect(report.label == "early: the first 5 minutes")
            #expect(report.looks == 2)
            unlink(file)
            try await look(watcher, clock)
            #expect(!FileManager.default.fileExists(atPath: file), "it was written before")
            // Another process does not know that it was.
            let successor = try self.watcher(scene) { clock.now }
            try await look(successor, clock)
            #expect(FileManager.default.fileExists(atPath: file))
        }
    }

    @Test func `What nobody watched is not reported`() async throws {
        try await Scene.play { scene in
            let refused = #expect(throws: ReleaseError.self) { try reports(scene).ask(hours: 1, at: 5000) }
            #expect(refused?.code == "release/not-watched")
        }
    }

    @Test func `While a command works, what it does is sampled`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let lock = try await ReleaseLock.acquire(scene.store.lockFile, within: .seconds(1))
            _ = try await watcher(scene).tick(samples: true) { _ in }
            #expect(SampleLog(store: scene.store).read(since: 0).map(\.isUp) == [true])
            _ = consume lock
        }
    }
}
