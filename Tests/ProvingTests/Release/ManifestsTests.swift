import Foundation
import Processes
import Testing

@testable import Proving

/// Kubernetes's own schemas, and ours of a route, over sound manifests and planted faults.
@Suite struct ManifestsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.service, to: "service.yaml")
        try folder.write(Self.route, to: "route.yaml")
    }

    private static let service = """
        apiVersion: v1
        kind: Service
        metadata: {name: blue}
        spec: {selector: {app: a}, ports: [{port: 80, targetPort: http}]}
        """
    private static let route = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: a}
        spec:
          parentRefs: [{name: public}]
          hostnames: [a.example.org]
          rules:
            - matches: [{path: {type: PathPrefix, value: /v1}}]
              backendRefs: [{name: blue, port: 80, weight: 100}, {name: green, port: 80, weight: 0}]
        """

    private func read() async throws -> Reading { try await Manifests(Toolbox(Supervisor())).read(folder.path) }

    @Test func soundManifestsHaveNoFindingInAnyVersion() async throws {
        let reading = try await read()
        #expect(reading.findings == [])
        #expect(reading.figure == 0)
        #expect(reading.details == ["objects": 2, "versions": 3])
        #expect(reading.runs.count == 3)
    }

    @Test(arguments: [
        ("port: 80, target", "port: eighty, target", "not of type"), ("selector:", "selektor:", "selektor"),
        ("kind: Service", "kind: Servise", "find schema"), ("apiVersion: v1", "apiVersion: v9", "find schema"),
    ])
    func whatKubernetesRefusesIsFoundInEveryVersion(sound: String, planted: String, word: String) async throws {
        try folder.write(Self.service.replacing(sound, with: planted), to: "service.yaml")
        let findings = try await read().findings
        for version in Manifests.versions {
            #expect(findings.contains { $0.contains(", \(version): ") && $0.contains(word) }, "\(findings)")
        }
    }

    @Test(arguments: [
        ("weight: 100", "weight: 1000001", "weight is 1000001"), ("weight: 100", "weight: -1", "weight is -1"),
        ("weight: 100", "wait: 100", "wait is unknown"), ("name: blue, ", "", "name is missing"),
        ("PathPrefix", "Prefix", "type is Prefix"), ("value: /v1", "value: v1", "no path"),
        ("a.example.org", "10.0.0.1:80", "no name of DNS"),
        ("gateway.networking.k8s.io/v1", "gateway/v1", "apiVersion"),
        ("port: 80, weight: 0", "port: a, weight: 0", "port has the wrong type"),
    ])
    func whatTheGatewayAPIRefusesIsFound(sound: String, planted: String, word: String) async throws {
        try folder.write(Self.route.replacing(sound, with: planted), to: "route.yaml")
        let findings = try await read().findings
        #expect(findings.contains { $0.hasPrefix("route.yaml: ") && $0.contains(word) }, "\(findings)")
    }

    @Test func nothingToMeasureIsNoPass() async throws {
        #expect(try await Manifests(Toolbox(Supervisor())).read("/nowhere").figure == nil)
        try folder.write("a: [", to: "service.yaml")
        #expect(try await read().figure ?? 0 > 0)
    }
}
