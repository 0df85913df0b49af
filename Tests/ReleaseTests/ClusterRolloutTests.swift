import FakeCluster
import Foundation
import Glibc
import Processes
import Synchronization
import Testing

@testable import Release

/// Whole rollouts in a cluster: the real kubectl against an API server that is played.
@Suite(.serialized) struct ClusterRolloutTests {
    @Test func `A rollout finds what serves, shifts 10, 50, 100, and loses no request`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let two = try scene.version("users:2")
            let seen = Mutex<[[String: Int]]>([])
            let shares = Mutex<[Double]>([])
            let state = try await scene.deploy(two) { state in
                switch state.stage {
                case .judging: _ = scene.cluster.takeServed()
                case .shifting(step: 1, .raise), .shifting(step: 2, .raise), .asserting:
                    let served = scene.cluster.takeServed()
                    let green = Double(served["users-green"] ?? 0)
                    shares.withLock { $0.append(green / (green + Double(served["users-blue"] ?? 0))) }
                case .reading: seen.withLock { $0.append(scene.cluster.weights) }
                default: break
                }
            }
            #expect(state.standby?.version == ClusterScene.first)
            try await scene.expectServing(two)
            #expect(
                seen.withLock { $0 }
                    == [(100, 10), (90, 10), (90, 50), (50, 50), (50, 100), (0, 100)].map {
                        ["users-blue": $0.0, "users-green": $0.1]
                    })
            for (share, expected) in zip(shares.withLock { $0 }, [0.1, 0.5, 1]) {
                #expect(abs(share - expected) < 0.02, "the traffic follows the weights")
            }
            #expect(shares.withLock(\.count) == 3)
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test func `A rollback after a rollout is one change of the route`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            try await scene.deploy(try scene.version("users:2"))
            let before = try await scene.changesOfTheRoute()
            let state = try await scene.control().rollBack("asked")
            // One shift; the drain that follows has nothing to change.
            #expect(try await scene.changesOfTheRoute() == before + 1)
            #expect(state.reason == "asked")
            try await scene.expectServing(ClusterScene.first)
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test(arguments: [
        ("slow", "slower"), ("errors", "fail"), ("dies", "the candidate"), ("unready", "not ready"),
    ])
    func `A candidate with a fault is rolled back by itself`(_ fault: String, _ reason: String) async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(2000)
            let state = try await scene.deploy(try scene.version("users:2-\(fault)"))
            // One that dies is seen to have been started again, or not to answer: whichever a look comes upon first.
            #expect(state.reason?.contains(reason) == true, "\(state.reason ?? "none")")
            try await scene.expectServing(ClusterScene.first)
            if fault != "dies" { #expect(scene.cluster.lost == 0) }
        }
    }

    @Test(arguments: [
        ("pods never ready", "was not ready within 2.0 seconds: 0 of 2 pods are ready"),
        ("patch not taken", "the door has the weights blue 100, green 0 where blue 100, green 10 were set"),
        ("gateway asleep", "a gateway has not yet taken the last change of the HTTPRoute users"),
    ])
    func `A cluster that does not do what it is told is noticed, and the rollout reverted`(
        _ fault: String, _ reason: String
    ) async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let two = try scene.version("users:2")
            let planted = Mutex(false)
            let state = try await scene.deploy(two) { state in
                switch state.stage {
                case .starting where fault == "pods never ready": scene.cluster.faults.neverReady = true
                case .shifting where !planted.withLock({ $0 }):
                    planted.withLock { $0 = true }
                    if fault == "patch not taken" { scene.cluster.faults.ignoresRoute = true }
                    if fault == "gateway asleep" { scene.cluster.faults.gatewayAsleep = true }
                case .reverting: scene.cluster.faults = Faults()
                default: break
                }
            }
            #expect(state.reason?.contains(reason) == true, "\(state.reason ?? "none")")
            try await scene.expectServing(ClusterScene.first)
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test func `Another version behind the route than was released takes the rollout back`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let two = try scene.version("users:2")
            let green = Mutex<Task<Void, any Error>?>(nil)
            var plan = Scene.plan
            plan.dwell = 2
            let state = try await scene.deploy(two, plan: plan) { state in
                guard case .judging(step: 2) = state.stage, green.withLock({ $0 == nil }) else { return }
                // Somebody else sets another image; the deployment's controller replaces the pods one after the other.
                green.withLock {
                    $0 = Task {
                        try await scene.kubectl.run(["set", "image", "deployment/users-green", "server=users:3"])
                    }
                }
            }
            try await green.withLock { $0 }?.value
            #expect(state.live?.version == ClusterScene.first)
            #expect(state.reason?.contains("2 (in an image of 3)") == true, "\(state.reason ?? "none")")
            try await scene.expectServing(ClusterScene.first)
        }
    }

    @Test(arguments: ["500 to one in twenty", "hangs up at one in twenty", "slow"])
    func `An API server that fails now and then stops no rollout`(_ fault: String) async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            switch fault {
            case "slow": scene.cluster.faults.delay = 0.02
            case "500 to one in twenty": scene.cluster.faults.errorEvery = 20
            default: scene.cluster.faults.hangUpEvery = 20
            }
            let two = try scene.version("users:2")
            try await scene.deploy(two)
            #expect(scene.cluster.requests > 100)
            try await scene.expectServing(two)
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test func `An API server that is gone stops the rollout; when it is back, a rollback reverts it`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let two = try scene.version("users:2")
            let stopped = Mutex<Task<Void, any Error>?>(nil)
            let error = await #expect(throws: ReleaseError.self) {
                try await scene.deploy(two) { state in
                    guard case .judging(step: 1) = state.stage, stopped.withLock({ $0 == nil }) else { return }
                    stopped.withLock { $0 = Task { try await scene.cluster.stop() } }
                }
            }
            try await stopped.withLock { $0 }?.value
            #expect(error?.code == "release/cluster")
            #expect(error?.message.contains("refused") == true, "\(error?.message ?? "")")
            #expect(try scene.store.load().stage == .reverting)
            #expect(scene.cluster.weights == ["users-blue": 50, "users-green": 50], "nobody could change it")
            try await scene.cluster.startAgain()
            _ = try await scene.control().rollBack("the cluster is back")
            try await scene.expectServing(ClusterScene.first)
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test func `Without traffic a rollout is held, and a person decides`() async throws {
        try await ClusterScene.play { scene in
            var plan = Scene.plan
            plan.patience = 0.6
            let two = try scene.version("users:2")
            let held = try await scene.deploy(two, plan: plan)
            #expect(held.stage == .held(step: 0))
            #expect(held.reason == "0 requests reached the candidate, fewer than 20")
            #expect(scene.cluster.weights == ["users-blue": 90, "users-green": 10])
            _ = try await scene.control().rollBack("no")
            try await scene.expectServing(ClusterScene.first)
            try await scene.deploy(two, plan: plan)
            _ = try await scene.control().promote()
            try await scene.expectServing(two)
        }
    }

    @Test(arguments: [1, 3, 11, 20, 37, 41])
    func `A rollout whose orchestrator was killed is resumed by the next deploy`(_ point: Int) async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let killed = try await scene.probe("deploy", "users:2", killAt: point)
            #expect(killed.status == .signalled(SIGKILL), "\(killed.errors.text)")
            let outcome = try await scene.probe("deploy", "users:2")
            #expect(outcome.isSuccess, "\(outcome.errors.text)")
            try await scene.expectServing(Version(content: "2"))
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test(arguments: [3, 20, 41])
    func `A rollout whose orchestrator was killed is reverted by a rollback`(_ point: Int) async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            _ = try await scene.probe("deploy", "users:2", killAt: point)
            let outcome = try await scene.probe("rollback")
            #expect(outcome.isSuccess, "\(outcome.errors.text)")
            try await scene.expectServing(ClusterScene.first)
            #expect(scene.cluster.lost == 0)
        }
    }

    @Test func `A deployment that somebody scaled away is started again by the watcher`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let two = try scene.version("users:2")
            try await scene.deploy(two)
            try await scene.kubectl.run(["patch", "deployment", "users-green", "-p", #"{"spec":{"replicas":0}}"#])
            let watcher = Watcher(driver: RolloutDriver(target: scene.target, store: scene.store))
            #expect(try await watcher.tick(samples: true) { _ in })
            try await scene.expectServing(two)
        }
    }

    @Test func `A candidate has as many pods as what serves, and is drained when its requests have ended`() async throws
    {
        try await ClusterScene.play { scene in
            try await scene.kubectl.run(["patch", "deployment", "users-blue", "-p", #"{"spec":{"replicas":4}}"#])
            var green = Placement(version: try scene.version("users:2"), slot: .green)
            green.instance = try await scene.target.start(green)
            try await scene.target.awaitReady(green)
            #expect(try await scene.target.look().pods(.green).count == 4)
            scene.cluster.faults.underWay = 1
            #expect(try await !scene.target.drain(.green))
            scene.cluster.faults.underWay = nil
            #expect(try await !scene.target.drain(.green), "who does not tell is not known to have none")
            scene.cluster.faults.underWay = 0
            #expect(try await scene.target.drain(.green))
        }
    }

    @Test func `A migration that takes something away is refused while a version serves`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            let package = scene.folder + "/package"
            try FileManager.default.createDirectory(atPath: package + "/Migrations", withIntermediateDirectories: true)
            let two = try scene.version("users:2", package: package)
            try await scene.deploy(two)
            try Data("DROP TABLE items;".utf8).write(to: URL(filePath: package + "/Migrations/0002_drop.up.sql"))
            let state = try await scene.deploy(try scene.version("users:3", package: package))
            #expect(
                state.reason
                    == "the live version could not work on the new schema: 0002_drop.up.sql: drops: DROP TABLE items")
            try await scene.expectServing(two)
        }
    }

    @Test func `A first release, where nothing serves, and the end of all`() async throws {
        try await ClusterScene.play { scene in
            try await scene.control().stop()
            #expect(scene.cluster.weights == ["users-blue": 0, "users-green": 0])
            let one = try scene.version("users:1")
            let state = try await scene.deploy(one)
            #expect(state.standby == nil)
            try await scene.expectServing(one)
            let status = try await ReleaseStatus(store: scene.store, target: scene.target, now: 0)
            #expect(status.cluster == "fake, namespace shop")
            #expect(status.instances.map(\.running) == [true])
            #expect(status.weightsRead == [.blue: 100, .green: 0])
            try await scene.control().stop()
            #expect(scene.cluster.images("users-blue").isEmpty)
            #expect(try scene.store.load().stage == .idle)
        }
    }
}
