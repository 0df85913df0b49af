import Foundation
import Glibc
import Processes
import Synchronization
import Testing

@testable import Release

/// Real rollouts: HAProxy, processes, load.
@Suite(.serialized) struct RolloutTests {
    @Test func `Twenty rollouts and rollbacks in a row fail no request and repeat no write`() async throws {
        try await Scene.play { scene in
            let versions = try ["one", "two"].map { try scene.version($0) }
            try await scene.deploy(versions[0])
            let report = try await scene.underLoad {
                for round in 0..<10 {
                    let (old, new) = (versions[round % 2], versions[(round + 1) % 2])
                    try await scene.deploy(new)
                    try await scene.expectServing(new)
                    _ = try await scene.control().rollBack("round \(round)")
                    try await scene.expectServing(old)
                    try await scene.deploy(new)
                    try await scene.expectServing(new)
                }
            }
            #expect(report.failed == 0, "\(report.why)")
            #expect(report.requests > 2000)
            #expect(scene.items == report.written, "a write was lost or repeated")
        }
    }

    @Test(arguments: [
        ("slow", "slower"), ("errors", "failed"), ("dies", " "), ("unready", "not ready"), ("wrong-version", "another"),
    ])
    func `A candidate with a fault is rolled back by itself within ten seconds`(_ fault: String, _ reason: String)
        async throws
    {
        try await Scene.play { scene in
            let good = try scene.version("good")
            try await scene.deploy(good)
            let target = LocalTarget(
                store: scene.store, program: scene.target.launcher.program, router: scene.target.router,
                door: scene.door, supervisor: scene.supervisor, readyLimit: .seconds(2))
            let control = ReleaseControl(store: scene.store, target: target)
            let bad = try scene.version("bad", fault: fault)
            let begun = ContinuousClock.now
            _ = try await scene.underLoad(rate: 600) {
                let state = try await control.deploy(bad, plan: Scene.plan)
                let why = try #require(state.reason)
                #expect(why.contains(reason), "\(why)")
            }
            #expect(ContinuousClock.now - begun < .seconds(10))
            try await scene.expectServing(good)
        }
    }

    @Test func `A candidate that hangs is rolled back by itself within ten seconds`() async throws {
        try await Scene.play { scene in
            let good = try scene.version("good")
            try await scene.deploy(good)
            let bad = try scene.version("bad")
            let hung = Mutex<ContinuousClock.Instant?>(nil)
            let back = Mutex<ContinuousClock.Instant?>(nil)
            _ = try await scene.underLoad {
                let state = try await scene.deploy(bad, plan: RolloutPlan()) { state in
                    guard let pid = state.candidate?.instance?.process?.pid else { return }
                    if case .judging(step: 0) = state.stage {
                        hung.withLock { $0 = .now }
                        kill(pid, SIGSTOP)
                    }
                    if state.stage == .discarding {
                        back.withLock { $0 = .now }
                        kill(pid, SIGCONT)
                    }
                }
                #expect(state.reason?.contains("not answer") == true, "\(state.reason ?? "")")
            }
            let took = try #require(back.withLock { $0 }) - #require(hung.withLock { $0 })
            #expect(took < .seconds(10))
            try await scene.expectServing(good)
        }
    }

    @Test func `A live version that dies is started again while the rollout goes on`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            let pid = try #require(try await scene.deploy(one).live?.instance?.process?.pid)
            let two = try scene.version("two")
            let killed = Mutex(false)
            let report = try await scene.underLoad {
                try await scene.deploy(two) { state in
                    guard case .judging(step: 0) = state.stage, !killed.withLock({ $0 }) else { return }
                    killed.withLock { $0 = true }
                    kill(pid, SIGKILL)
                }
            }
            #expect(killed.withLock { $0 })
            try await scene.expectServing(two)
            #expect(try scene.store.load().standby?.instance?.process?.pid != pid)
            // What was in flight in the process that was killed cannot be answered; each of eight clients had one request.
            #expect(report.failed <= 8, "\(report.why)")
        }
    }

    @Test func `A proxy that dies comes back with its weights, and the rollout goes on`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let two = try scene.version("two")
            let killed = Mutex(false)
            let report = try await scene.underLoad {
                try await scene.deploy(two) { state in
                    guard case .judging(step: 1) = state.stage, !killed.withLock({ $0 }) else { return }
                    killed.withLock { $0 = true }
                    let record = scene.store.read(HAProxyRouter.Record.self, "proxy.json")
                    if let pid = record?.process.pid { kill(pid, SIGKILL) }
                }
            }
            #expect(killed.withLock { $0 })
            #expect(report.failed > 0, "the door was closed for a moment")
            try await scene.expectServing(two)
        }
    }

    @Test func `A proxy that does not tell for a moment is no fault of the candidate's`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let two = try scene.version("two")
            let silent = SilentRouter(try scene.router, silences: 5)
            let target = Scene.target(scene.store, scene.folder, scene.door, silent, scene.supervisor)
            _ = try await scene.underLoad {
                _ = try await ReleaseControl(store: scene.store, target: target).deploy(two, plan: Scene.plan)
            }
            try await scene.expectServing(two)
        }
    }

    @Test func `Without traffic a rollout is held, and a person decides`() async throws {
        try await Scene.play { scene in
            var plan = Scene.plan
            plan.patience = 0.6
            let one = try scene.version("one")
            let two = try scene.version("two")
            try await scene.deploy(one)
            let held = try await scene.deploy(two, plan: plan)
            #expect(held.stage == .held(step: 0))
            #expect(held.reason == "0 requests reached the candidate, fewer than 20")
            await #expect(throws: ReleaseError.self) { try await scene.deploy(two) }
            _ = try await scene.control().rollBack("no")
            try await scene.expectServing(one)
            _ = try await scene.deploy(two, plan: plan)
            _ = try await scene.control().promote()
            try await scene.expectServing(two)
            await #expect(throws: ReleaseError.self) { try await scene.control().promote() }
        }
    }

    @Test func `A rollback is possible while another process drives the rollout`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            let two = try scene.version("two")
            try await scene.deploy(one)
            var plan = Scene.plan
            plan.dwell = 60
            plan.patience = 60
            plan.criteria.looks = 600
            let (judging, continuation) = AsyncStream<Void>.makeStream()
            let long = plan
            let rollout = Task {
                try await scene.deploy(two, plan: long) { if case .judging = $0.stage { continuation.yield() } }
            }
            for await _ in judging { break }
            await #expect(throws: ReleaseError.self) {
                _ = try await ReleaseLock.acquire(scene.store.lockFile, within: .milliseconds(1))
            }
            let begun = ContinuousClock.now
            let state = try await scene.control().rollBack("changed my mind")
            #expect(ContinuousClock.now - begun < .seconds(10))
            #expect(state.reason == "changed my mind")
            #expect(try await rollout.value.live?.version == one)
            try await scene.expectServing(one)
        }
    }

    @Test func `A door that another program holds is an error that names it`() async throws {
        try await Scene.play { scene in
            let squatter = try await scene.supervisor.start(
                Command(Scene.binary("TinyServer"), ["serve"], environment: ["PORT": "\(scene.door)"]))
            let placement = Placement(
                version: Version(content: "x"), slot: .blue,
                instance: Instance(process: squatter.identity, port: scene.door))
            try await scene.target.awaitReady(placement)
            do {
                _ = try await scene.deploy(try scene.version("one"))
                Issue.record("it was deployed")
            } catch let error as ReleaseError {
                #expect(error.code == "release/port-taken")
                #expect(
                    error.message
                        == "port \(scene.door) is held by TinyServer (process \(squatter.identity.pid))")
            }
        }
    }

    @Test func `A migration that takes something away is refused while a version serves`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            try await scene.deploy(one)
            let sql = scene.folder + "/package/Migrations/0002_drop.up.sql"
            try Data("DROP TABLE items;".utf8).write(to: URL(filePath: sql))
            let state = try await scene.deploy(try scene.version("two"))
            #expect(
                state.reason
                    == "the live version could not work on the new schema: 0002_drop.up.sql: drops: DROP TABLE items")
            try await scene.expectServing(one)
        }
    }

    @Test(.enabled(if: getuid() == 0, "mounting a small disk needs root"))
    func `A disk that fills up in mid-rollout reverts it, with a clear error`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            let two = try scene.version("two")
            try await scene.deploy(one)
            let folder = scene.store.folder
            // State and lock on a small disk; versions stay where they are.
            let kept = scene.folder + "/kept"
            try FileManager.default.moveItem(atPath: folder, toPath: kept)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            try await scene.mount("-t", "tmpfs", "-o", "size=128k,mode=700", "none", folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: kept) where name != "versions" {
                try FileManager.default.copyItem(atPath: "\(kept)/\(name)", toPath: "\(folder)/\(name)")
            }
            symlink(kept + "/versions", folder + "/versions")
            let filler = folder + "/filler"
            _ = try await scene.underLoad {
                let error = await #expect(throws: ReleaseError.self) {
                    try await scene.deploy(two) { state in
                        guard case .judging(step: 0) = state.stage else { return }
                        let descriptor = open(filler, O_WRONLY | O_CREAT, 0o600)
                        let block = [UInt8](repeating: 1, count: 4096)
                        while write(descriptor, block, block.count) > 0 {}
                        close(descriptor)
                    }
                }
                #expect(error?.code == "release/not-written")
                #expect(error?.message.contains("No space left on device") == true)
            }
            #expect(try await scene.target.readWeights() == [.blue: 100, .green: 0])
            unlink(filler)
            _ = try await scene.underLoad { try await scene.deploy(two) }
            try await scene.expectServing(two)
        }
    }
}
