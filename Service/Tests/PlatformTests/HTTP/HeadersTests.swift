import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct HeadersTests {
    @Test func everyAnswerIsGuarded() async throws {
        let fixture = try PipelineFixture()
        for path in ["/things/1", "/nothing"] {
            let headers = await fixture.send("GET", path).headers
            #expect(headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
            #expect(headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.cacheControl] == "no-store")
        }
    }

    @Test func anAnswerWithATagMayBeKeptAndAskedFor() async throws {
        let fixture = try PipelineFixture([
            Endpoint("Thing.get", .get, "/thing", authentication: .none) { _ in Reply(.ok, headers: [.eTag: "\"1\""]) }
        ])
        #expect(await fixture.send("GET", "/thing").headers[.cacheControl] == "private, no-cache")
    }

    @Test func aClientsRequestIDIsKeptUnlessItCouldDoHarm() async throws {
        let fixture = try PipelineFixture()
        #expect(await fixture.send("GET", "/things/1", ["X-Request-Id": "a-1"]).headers[.requestID] == "a-1")
        #expect(await fixture.send("GET", "/things/1", ["X-Request-Id": "a b"]).headers[.requestID] == "id-1")
        let long = String(repeating: "a", count: 129)
        #expect(await fixture.send("GET", "/things/1", ["X-Request-Id": long]).headers[.requestID] == "id-2")
    }

    @Test func deprecationIsAnnounced() async throws {
        var endpoint = Endpoint.echo()
        endpoint.deprecation = Deprecation(
            since: Timestamp(milliseconds: 1_688_169_599_000), sunset: Timestamp(rfc3339: "2026-11-22T23:54:52Z"))
        let headers = await (try PipelineFixture([endpoint])).send("GET", "/things/1").headers
        #expect(headers[.deprecation] == "@1688169599")
        #expect(headers[.sunset] == "Sun, 22 Nov 2026 23:54:52 GMT")
    }

    @Test func onlyListedOriginsMayCall() async throws {
        let fixture = try PipelineFixture(settings: .init(corsOrigins: ["https://app.example"]))
        let known = await fixture.send("GET", "/things/1", ["Origin": "https://app.example"]).headers
        #expect(known[.accessControlAllowOrigin] == "https://app.example")
        #expect(known[.vary] == "Origin")
        let other = await fixture.send("GET", "/things/1", ["Origin": "https://evil.example"]).headers
        #expect(other[.accessControlAllowOrigin] == nil)
        #expect(other[.vary] == "Origin")
    }

    @Test func aPreflightIsAnswered() async throws {
        let fixture = try PipelineFixture(settings: .init(corsOrigins: ["https://app.example"]))
        let ask = ["Origin": "https://app.example", "Access-Control-Request-Method": "GET"]
        let reply = await fixture.send("OPTIONS", "/things/1", ask)
        #expect(reply.status == .noContent)
        #expect(reply.headers[values: .accessControlAllowOrigin] == ["https://app.example"])
        #expect(reply.headers[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
        let other = await fixture.send(
            "OPTIONS", "/things/1", ["Origin": "https://evil.example", "Access-Control-Request-Method": "GET"])
        #expect(other.headers[.accessControlAllowMethods] == nil)
    }

    @Test func optionsTellsWhatThereIs() async throws {
        let reply = await (try PipelineFixture()).send("OPTIONS", "/things/1")
        #expect(reply.status == .noContent)
        #expect(reply.headers[.allow] == "GET, HEAD, OPTIONS")
    }
}
