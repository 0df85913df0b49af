import Foundation
import Testing

@testable import Release

@Suite struct ClusterViewTests {
    private static func backend(_ name: String, _ weight: Int?) -> [String: Any] {
        ["name": name].merging(weight.map { ["weight": $0] } ?? [:]) { $1 }
    }

    /// A route with these rules, taken by a gateway at a generation.
    private static func view(
        _ rules: [[[String: Any]]], observed: Int? = 3, accepted: String = "True"
    ) throws -> ClusterView {
        let conditions = ["Accepted", "ResolvedRefs"].map { type -> [String: Any] in
            [
                "type": type, "status": type == "Accepted" ? accepted : "True", "message": "no such listener",
                "observedGeneration": observed ?? 0,
            ]
        }
        let route: [String: Any] = [
            "kind": "HTTPRoute", "metadata": ["name": "users", "generation": 3],
            "spec": ["rules": rules.map { ["backendRefs": $0] }],
            "status": ["parents": observed == nil ? [] : [["conditions": conditions]]],
        ]
        let list: [String: Any] = ["items": [["kind": "ConfigMap"], route]]
        return try ClusterView(name: "users", list: JSONSerialization.data(withJSONObject: list))
    }

    @Test func `Weights are found in whichever rule has them; none means 1`() throws {
        let view = try Self.view([
            [Self.backend("docs", 1)], [Self.backend("users-green", nil), Self.backend("users-blue", 90)],
        ])
        #expect(try view.weights() == [.blue: 90, .green: 1])
    }

    @Test func `A route that does not lead to both colours, or not alike in its rules, is refused`() throws {
        let missing = #expect(throws: ReleaseError.self) {
            try Self.view([[Self.backend("users-blue", 100)]]).weights()
        }
        #expect(missing?.message == "the HTTPRoute users does not lead to the service users-green")
        let both = { (weight: Int) in [Self.backend("users-blue", weight), Self.backend("users-green", 0)] }
        let unlike = #expect(throws: ReleaseError.self) { try Self.view([both(100), both(50)]).weights() }
        #expect(unlike?.message == "the HTTPRoute users has different weights in its rules for the service users-blue")
        #expect(throws: ReleaseError.self) { try ClusterView(name: "users", list: Data(#"{"items":[]}"#.utf8)) }
    }

    @Test func `A change of weights names each place, and holds only while the service stands there`() throws {
        let rule = [Self.backend("users-blue", 100), Self.backend("users-green", 0)]
        #expect(
            try Self.view([rule, rule]).patch([.green: 10])
                == #"[{"op":"test","path":"/spec/rules/0/backendRefs/1/name","value":"users-green"},"#
                + #"{"op":"add","path":"/spec/rules/0/backendRefs/1/weight","value":10},"#
                + #"{"op":"test","path":"/spec/rules/1/backendRefs/1/name","value":"users-green"},"#
                + #"{"op":"add","path":"/spec/rules/1/backendRefs/1/weight","value":10}]"#)
    }

    @Test func `What is written is in force when every gateway has taken it`() throws {
        let rules = [[Self.backend("users-blue", 100), Self.backend("users-green", 0)]]
        #expect(try Self.view(rules).routeProblem == nil)
        #expect(try Self.view(rules, observed: nil).routeProblem == "no gateway has taken the HTTPRoute users")
        #expect(
            try Self.view(rules, observed: 2).routeProblem
                == "a gateway has not yet taken the last change of the HTTPRoute users")
        #expect(
            try Self.view(rules, accepted: "False").routeProblem
                == "a gateway refuses the HTTPRoute users: no such listener")
    }

    @Test(arguments: [
        ("users:1.4", "1.4"), ("localhost:5000/users:v2", "v2"), ("users:latest", "latest"),
        ("ghcr.io/a/users@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789ab"),
        ("users", nil), ("localhost:5000/users", nil), ("users@sha256:0123", nil), ("us ers:1", nil), ("-o=x:1", nil),
        ("users:../x", nil), ("", nil),
    ])
    func `An image's version is its digest, or its tag`(_ image: String, _ version: String?) {
        #expect(ImageReference.version(of: image) == version)
    }

    @Test func `An image that names no version, or one that moves, is refused`() {
        for image in ["users", "users:latest"] {
            let error = #expect(throws: ReleaseError.self) { try ImageReference(image) }
            #expect(error?.code == "release/image")
        }
    }

    @Test func `A version is one image`() throws {
        let folder = NSTemporaryDirectory() + "/images-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let images = ImageFolder(store: try ReleaseStore(folder: folder))
        let version = Version(content: "1")
        try images.add("users:1", version: version, package: nil)
        try images.add("users:1", version: version, package: nil)
        #expect(try images.image(of: version) == "users:1")
        #expect(throws: ReleaseError.self) { try images.add("other:1", version: version, package: nil) }
        #expect(throws: ReleaseError.self) { try images.image(of: Version(content: "2")) }
    }

    @Test func `What may pass is tried again, a refusal is not`() {
        for words in [
            "Unable to connect to the server: EOF", "Error from server (InternalError): x",
            "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?",
            "Error from server (ServiceUnavailable): the server is currently unable to handle the request",
            "error: the server doesn't have a resource type \"deployments\"",
        ] { #expect(Kubectl.mayPass(words), "\(words)") }
        for words in [
            "Error from server (NotFound): deployments.apps \"x\" not found", "error: unknown flag: --x",
            "Error from server (Forbidden): no", "The request is invalid: the server rejected our request",
        ] { #expect(!Kubectl.mayPass(words), "\(words)") }
    }

    @Test func `Counts are those of clients' requests, and a pod that was started again counts anew`() throws {
        let name = MetricsText.metric
        let text = """
            \(name){route="/items",status="200",le="+Inf"} 7
            \(name){route="/items",status="503",le="0.1"} 1
            \(name){route="/items",status="503",le="+Inf"} 2
            \(name){route="/readyz",status="503",le="+Inf"} 1000
            http_server_active_requests 3
            """
        #expect(MetricsText.answers(text) == (9, 2))
        #expect(MetricsText.underWay(text) == 3)
        #expect(MetricsText.underWay("x 1\n") == nil)
        let sample = { (requests: Int, restarts: [String: Int]) in
            Sample(requests: requests, errors: 0, latency: LatencyHistogram(bounds: []), restarts: restarts)
        }
        let first = sample(10, ["a": 0, "b": 0])
        #expect(sample(30, ["a": 0, "b": 0, "c": 0]).since(first)?.requests == 20)
        #expect(sample(30, ["a": 0]).since(first) == nil, "one that counted is gone")
        #expect(sample(30, ["a": 1, "b": 0]).since(first) == nil)
        #expect(sample(30, ["a": 1, "b": 0]).hasRestarted(since: first))
        #expect(!sample(30, ["a": 0, "c": 5]).hasRestarted(since: first))
    }

    @Test func `Latencies of two pods are added, where their buckets are the same`() {
        let one = LatencyHistogram(bounds: [1], counts: [1, 2])
        #expect(one.adding(one) == LatencyHistogram(bounds: [1], counts: [2, 4]))
        #expect(one.adding(LatencyHistogram(bounds: [])) == one)
        #expect(one.adding(LatencyHistogram(bounds: [2], counts: [1, 0])) == nil)
    }
}
