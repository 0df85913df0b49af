import Testing

@testable import Release

@Suite(.serialized) struct TargetTests {
    @Test func `This machine is a target`() async throws {
        try await Scene.play { scene in
            try await TargetConformance.check(scene.target, [scene.version("one"), scene.version("two")])
        }
    }

    @Test func `A cluster is a target`() async throws {
        try await ClusterScene.play { scene in
            try await TargetConformance.check(
                scene.target, [scene.version("users:1"), scene.version("registry.example.org:5000/users:2")])
        }
    }
}
