import Blueprint
import Brief
import Foundation
import Processes
import Stack
import Testing

@testable import Proving

/// The manifests that a service is rendered with.
@Suite struct KubernetesTests {
    @Test(arguments: WatchingTests.briefs) func kubernetesTakesThem(brief: String) async throws {
        let files = try RenderedParts.files(brief, in: "deploy/kubernetes/")
        let reading = try await RenderedParts.withFolder(files) {
            try await Manifests(Toolbox(Supervisor())).read($0 + "/deploy/kubernetes")
        }
        #expect(reading.findings == [])
        #expect(reading.details["objects"] == 12)
    }

    /// The longest slug there is, with an end that no name in Kubernetes may have.
    @Test func theLongestSlugGivesGoodNames() async throws {
        let files = try RenderedParts.files("Examples/users/brief.yaml", in: "deploy/kubernetes/") { brief in
            brief.api = String(repeating: "long-", count: 8)
        }
        let reading = try await RenderedParts.withFolder(files) {
            try await Manifests(Toolbox(Supervisor())).read($0 + "/deploy/kubernetes")
        }
        #expect(reading.findings == [])
    }

    @Test func secretsAreNamedAndNotHeld() throws {
        for file in try RenderedParts.files("Examples/users/brief.yaml", in: "deploy/kubernetes/") {
            #expect(!file.text.contains("kind: Secret"), "\(file.path)")
            #expect(!file.text.contains("stringData"), "\(file.path)")
        }
    }
}
