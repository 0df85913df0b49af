import Foundation
import Glibc
import Processes
import Testing

@testable import Release

@Suite(.serialized) struct WatcherTests {
    private func watcher(_ scene: Scene, now: @escaping @Sendable () -> Int64 = { 0 }) -> Watcher {
        var driver = RolloutDriver(target: scene.target, store: scene.store)
        driver.now = now
        return Watcher(driver: driver)
    }

    /// Kills a process, and waits until the system has taken it away.
    private func end(_ process: ChildIdentity?) async throws {
        let process = try #require(process)
        kill(process.pid, SIGKILL)
        while process.isRunning { await Task.yield() }
    }

    @Test func `An instance that died is started again behind the same door`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            try await end(scene.deploy(one).live?.instance?.process)
            #expect(try await watcher(scene).tick(samples: false) { _ in })
            try await scene.expectServing(one)
        }
    }

    @Test func `While the live version starts again, the one kept warm answers`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let two = try scene.version("two")
            _ = try await scene.underLoad { try await scene.deploy(two) }
            try await end(scene.store.load().live?.instance?.process)
            #expect(try await watcher(scene).tick(samples: false) { _ in })
            try await scene.expectServing(two)
        }
    }

    @Test func `A proxy that died is started again with its weights`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            try await scene.deploy(one)
            try await end(scene.store.read(HAProxyRouter.Record.self, "proxy.json")?.process)
            #expect(try await watcher(scene).tick(samples: false) { _ in })
            try await scene.expectServing(one)
        }
    }

    @Test func `The proxy and the instances see little of the environment that the command was started in`()
        async throws
    {
        setenv("RELEASE_TESTS_KEY", "of whoever deploys", 1)
        defer { unsetenv("RELEASE_TESTS_KEY") }
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let proxy = scene.store.read(HAProxyRouter.Record.self, "proxy.json")?.process
            let instance = try scene.store.load().live?.instance?.process
            for process in [try #require(proxy), try #require(instance)] {
                let seen = try Data(contentsOf: URL(filePath: "/proc/\(process.pid)/environ"))
                #expect(seen.range(of: Data("FIVEGATE_RELEASE=".utf8)) != nil)
                #expect(seen.range(of: Data("RELEASE_TESTS_KEY".utf8)) == nil)
            }
        }
    }

    @Test func `A rollout whose process was killed is gone on with`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let two = try scene.version("two")
            _ = try await scene.underLoad {
                _ = try await scene.probe("deploy", two.description, killAt: 21)
                #expect(try await watcher(scene).tick(samples: false) { _ in })
            }
            try await scene.expectServing(two)
        }
    }

    @Test func `The version before is taken away after its retention, not before`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let two = try scene.version("two")
            _ = try await scene.underLoad { try await scene.deploy(two) }
            let promoted = try #require(try scene.store.load().promotedAt)
            _ = try await watcher(scene, now: { promoted + 86_399 }).tick(samples: false) { _ in }
            #expect(try scene.store.load().standby != nil)
            _ = try await watcher(scene, now: { promoted + 86_400 }).tick(samples: false) { _ in }
            #expect(try scene.store.load().standby == nil)
            try await scene.expectServing(two)
        }
    }

    @Test func `A command that works is left alone, and nothing released is nothing to watch`() async throws {
        try await Scene.play { scene in
            let isIdle = try await !watcher(scene).tick(samples: false) { _ in }
            #expect(isIdle)
            try await end(scene.deploy(try scene.version("one")).live?.instance?.process)
            let lock = try await ReleaseLock.acquire(scene.store.lockFile, within: .seconds(1))
            #expect(try await watcher(scene).tick(samples: false) { _ in })
            #expect(try scene.store.load().live?.instance?.process?.isRunning == false)
            _ = consume lock
        }
    }

    @Test func `Stopping ends everything, even where the state is damaged`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            #expect(ReleaseMark(folder: scene.store.folder).processes().count == 2)
            try Data("{".utf8).write(to: URL(filePath: scene.store.stateFile))
            try await scene.control().stop()
            #expect(ReleaseMark(folder: scene.store.folder).processes().isEmpty)
        }
    }

    @Test func `A unit cannot be broken out of`() {
        let units = SystemdUnits(
            name: "a\nExecStart=/bin/evil %h", workspace: "/srv/it's \"here\" $HOME", fivegate: "/usr/bin/fivegate",
            user: "nobody", door: 8080)
        #expect(units.fileName == "fivegate-a-ExecStart--bin-evil--h.service")
        #expect(units.text.split(separator: "\n").filter { $0.hasPrefix("ExecStart=") }.count == 1)
        #expect(units.text.contains("Description=a ExecStart=/bin/evil %%h behind HAProxy"))
        #expect(units.text.contains(#"-C "/srv/it's \"here\" $$HOME" --port 8080"#))
    }
}
