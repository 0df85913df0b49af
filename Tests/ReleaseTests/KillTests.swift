import Foundation
import Glibc
import Processes
import Testing

@testable import Release

/// The orchestrator is killed at every step of a rollout, before an effect and between an effect and its record.
@Suite(.serialized) struct KillTests {
    /// Five effects before the first weight, five a step, and the assertion.
    private static let checkpoints = 2 * (5 + 3 * 5 + 1)

    @Test func `A rollout killed at any step is resumed by the next deploy, without a failed request`() async throws {
        try await Scene.play { scene in
            let versions = try [scene.version("one"), scene.version("two")]
            try await scene.deploy(versions[0])
            let report = try await scene.underLoad {
                for point in 0..<Self.checkpoints {
                    let next = versions[(point + 1) % 2]
                    let killed = try await scene.probe("deploy", next.description, killAt: point)
                    #expect(killed.status == .signalled(SIGKILL), "at \(point): \(killed.errors.text)")
                    let outcome = try await scene.probe("deploy", next.description)
                    #expect(outcome.isSuccess, "at \(point): \(outcome.errors.text)")
                    try await scene.expectServing(next)
                    // Without a version to give way to, each rollout has the same steps.
                    _ = try await scene.control().retire()
                }
            }
            #expect(report.failed == 0, "\(report.why)")
            #expect(scene.items == report.written)
        }
    }

    @Test func `A rollout killed at any step is reverted by a rollback, without a failed request`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            let two = try scene.version("two")
            try await scene.deploy(one)
            let report = try await scene.underLoad {
                for point in 0..<Self.checkpoints {
                    _ = try await scene.probe("deploy", two.description, killAt: point)
                    let outcome = try await scene.probe("rollback")
                    #expect(outcome.isSuccess, "at \(point): \(outcome.errors.text)")
                    try await scene.expectServing(one)
                }
            }
            #expect(report.failed == 0, "\(report.why)")
        }
    }

    @Test func `An undisturbed rollout has as many steps as are killed above`() async throws {
        try await Scene.play { scene in
            let one = try scene.version("one")
            try await scene.deploy(one)
            let two = try scene.version("two")
            _ = try await scene.underLoad {
                let beyond = try await scene.probe("deploy", two.description, killAt: Self.checkpoints)
                #expect(beyond.isSuccess)
            }
            try await scene.expectServing(two)
        }
    }

    @Test func `A first release killed at any step is resumed`() async throws {
        for point in 0..<16 {
            try await Scene.play { scene in
                let one = try scene.version("one")
                let killed = try await scene.probe("deploy", one.description, killAt: point)
                #expect(killed.status == .signalled(SIGKILL), "at \(point)")
                let outcome = try await scene.probe("deploy", one.description)
                #expect(outcome.isSuccess, "at \(point): \(outcome.errors.text)")
                try await scene.expectServing(one)
            }
        }
    }
}
