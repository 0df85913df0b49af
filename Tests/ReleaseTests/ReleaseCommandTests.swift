import FakeCluster
import Foundation
import Processes
import Testing

@testable import Release

/// `fivegate release … --kubernetes`, the command itself.
@Suite(.serialized) struct ReleaseCommandTests {
    /// A workspace beside a cluster; the command in it.
    private struct Workspace {
        let scene: ClusterScene
        let folder: String
        let store: ReleaseStore

        init(_ scene: ClusterScene) throws {
            self.scene = scene
            folder = scene.folder + "/workspace"
            store = try ReleaseStore(folder: folder + "/.fivegate/kubernetes/fake/shop")
            try Data().write(to: URL(filePath: folder + "/.fivegate/ledger.sqlite"))
            try Data("let package = Package(\n    name: \"users\")\n".utf8)
                .write(to: URL(filePath: folder + "/Package.swift"))
        }

        func run(_ arguments: [String], path: String? = nil) async throws -> Outcome {
            var environment: [String: String?] = ["KUBECONFIG": scene.cluster.configuration, "HOME": scene.folder]
            if let path { environment["PATH"] = path }
            return try await scene.supervisor.run(
                Command(
                    Scene.binary("fivegate"), ["release"] + arguments, directory: folder, environment: environment,
                    timeLimit: .seconds(60)))
        }

        func control() -> ReleaseControl {
            let target = KubernetesTarget(
                kubectl: scene.kubectl, name: "users", store: store, limits: scene.target.limits)
            return ReleaseControl(store: store, target: target)
        }
    }

    @Test func `Status, rollback and stop work on the cluster's release`() async throws {
        try await ClusterScene.play { scene in
            let workspace = try Workspace(scene)
            scene.cluster.load(1000)
            let image = try ImageReference("users:2")
            try ImageFolder(store: workspace.store).add(image.text, version: image.version, package: nil)
            _ = try await workspace.control().deploy(image.version, plan: Scene.plan)

            let status = try await workspace.run(["status", "--kubernetes", "--json"])
            let told = try JSONDecoder().decode(ReleaseStatus.self, from: status.output.data)
            #expect(told.cluster == "fake, namespace shop")
            #expect(told.weightsRead == [.blue: 0, .green: 100])
            #expect(told.instances.map(\.version) == ["2", "latest"])
            let words = try await workspace.run(["status", "--kubernetes", "--context", "fake", "--namespace", "shop"])
            #expect(words.output.text.contains("serving  context fake, namespace shop  route taken by the gateway"))

            let rollback = try await workspace.run(["rollback", "--kubernetes"])
            #expect(rollback.isSuccess, "\(rollback.errors.text)")
            #expect(scene.cluster.weights == ["users-blue": 100, "users-green": 0])
            #expect(try await workspace.run(["stop", "--kubernetes"]).isSuccess)
            #expect(scene.cluster.weights == ["users-blue": 0, "users-green": 0])
            #expect(scene.cluster.images("users-blue").isEmpty)
        }
    }

    @Test func `What has no meaning, or is not built, is said`() async throws {
        try await ClusterScene.play { scene in
            let workspace = try Workspace(scene)
            let cases: [([String], Int, String)] = [
                (["watch", "--kubernetes"], 64, "there is no supervisor for a cluster yet"),
                (["status", "--context", "fake"], 64, "need --kubernetes"),
                (["status", "--kubernetes", "--port", "8080"], 64, "the gateway is the door"),
                (["deploy", "--kubernetes"], 64, "--image"),
                (["deploy", "--image", "users:2"], 64, "--kubernetes and --image go together"),
                (["deploy", "--kubernetes", "--image", "users:latest"], 64, "[release/image]"),
                (["status", "--kubernetes", "--context", "nowhere"], 1, "[release/cluster]"),
                (["promote", "--kubernetes"], 64, "no rollout waits for a decision"),
                (["rollback", "--kubernetes"], 64, "nothing is released"),
            ]
            for (arguments, status, words) in cases {
                let outcome = try await workspace.run(arguments)
                #expect(outcome.status.code == status, "\(arguments): \(outcome.errors.text)")
                #expect(outcome.errors.text.contains(words), "\(arguments): \(outcome.errors.text)")
            }
            #expect(scene.cluster.weights == ["users-blue": 100, "users-green": 0])
        }
    }

    @Test func `Without kubectl its package is named`() async throws {
        try await ClusterScene.play { scene in
            let outcome = try await Workspace(scene).run(["status", "--kubernetes"], path: "/nowhere")
            #expect(outcome.status.code == 69)
            #expect(
                outcome.errors.text
                    == "fivegate: kubectl is not installed; install it with: apt-get install -y kubernetes-client\n")
        }
    }
}
