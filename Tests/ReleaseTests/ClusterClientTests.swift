import FakeCluster
import Foundation
import Glibc
import Processes
import Testing

@testable import Release

/// kubectl and the API server that is played understand each other, also where something is refused.
@Suite(.serialized) struct ClusterClientTests {
    private func expectRefusal(
        _ scene: ClusterScene, _ words: String, _ arguments: String..., place: SourceLocation = #_sourceLocation
    ) async throws {
        // As often as kubectl asks by itself.
        var before = scene.cluster.requests
        let outcome = try await scene.supervisor.run(
            Command("kubectl", arguments, environment: scene.kubectl.environment, timeLimit: .seconds(30)))
        #expect(!outcome.isSuccess, sourceLocation: place)
        let once = scene.cluster.requests - before
        before = scene.cluster.requests
        let error = await #expect(throws: ReleaseError.self, sourceLocation: place) {
            try await scene.kubectl.run(arguments)
        }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")", sourceLocation: place)
        #expect(scene.cluster.requests - before <= once, "a refusal is not tried again", sourceLocation: place)
    }

    @Test func `Refusals come in the server's words`() async throws {
        try await ClusterScene.play { scene in
            try await expectRefusal(
                scene,
                #"kubectl get deployment nobody: Error from server (NotFound): deployments.apps "nobody" not found"#,
                "get", "deployment", "nobody")
            try await expectRefusal(
                scene, "(AlreadyExists)", "create", "--validate=false", "-k", ClusterScene.manifests)
            let test = #"[{"op":"test","path":"/metadata/name","value":"x"}]"#
            try await expectRefusal(
                scene, "is invalid", "patch", "httproutes", "users", "--type", "json", "-p", test)
            try await expectRefusal(
                scene, "unknown format", "patch", "httproutes", "users", "--type", "strategic", "-p", "{}")
            let weight = #"[{"op":"add","path":"/spec/rules/0/backendRefs/0/weight","value":-1}]"#
            try await expectRefusal(
                scene, "is invalid", "patch", "httproutes", "users", "--type", "json", "-p", weight)
        }
    }

    @Test func `An object that changed meanwhile is not replaced`() async throws {
        try await ClusterScene.play { scene in
            let object = try await scene.kubectl.run(["get", "deployment", "users-blue", "-o", "json"])
            try await scene.kubectl.run(["patch", "deployment", "users-blue", "-p", #"{"spec":{"replicas":3}}"#])
            let file = scene.folder + "/old.json"
            let text = String(decoding: object, as: UTF8.self).replacing("\"replicas\": 2", with: "\"replicas\": 4")
            try Data(text.utf8).write(to: URL(filePath: file))
            try await expectRefusal(
                scene, "the object has been modified", "replace", "--validate=false", "-f", file)
        }
    }

    @Test func `The context that was taken stays, whatever becomes the current one`() async throws {
        try await ClusterScene.play { scene in
            let file = scene.folder + "/two"
            let text = try String(contentsOfFile: scene.cluster.configuration, encoding: .utf8)
                .replacing(#""current-context":"fake""#, with: #""current-context":"other""#)
            try Data(text.utf8).write(to: URL(filePath: file))
            chmod(file, 0o600)
            let kubectl = try await Kubectl(
                context: "fake", supervisor: scene.supervisor, environment: ["KUBECONFIG": file, "HOME": scene.folder])
            #expect(kubectl.context == "fake")
            #expect(kubectl.namespace == FakeCluster.namespace)
            try await kubectl.run(["get", "pods"])
        }
    }

    @Test func `A context that is not known is an error with the next step`() async throws {
        let error = await #expect(throws: ReleaseError.self) {
            try await Kubectl(context: "nowhere", supervisor: Supervisor(), environment: ["KUBECONFIG": "/nowhere"])
        }
        #expect(error?.code == "release/cluster")
        #expect(error?.next.contains("kubectl config get-contexts") == true)
    }

    @Test func `Objects that are missing are named with the command that makes them`() async throws {
        try await ClusterScene.play { scene in
            try await scene.kubectl.run(["delete", "httproute", "users", "--wait=false"])
            let error = await #expect(throws: ReleaseError.self) { try await scene.deploy(scene.version("users:2")) }
            #expect(error?.message == "there is no HTTPRoute users")
            #expect(error?.next == "make the objects with: kubectl apply -k deploy/kubernetes")
        }
    }

    @Test func `No file of a release holds the cluster's secret`() async throws {
        try await ClusterScene.play { scene in
            scene.cluster.load(1000)
            try await scene.deploy(try scene.version("users:2"))
            let paths = FileManager.default.enumerator(atPath: scene.store.folder)?.compactMap { $0 as? String } ?? []
            #expect(paths.contains("events.jsonl"))
            for path in paths {
                let data = FileManager.default.contents(atPath: "\(scene.store.folder)/\(path)") ?? Data()
                #expect(!String(decoding: data, as: UTF8.self).contains(scene.cluster.token), "\(path)")
            }
        }
    }
}
