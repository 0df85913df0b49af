import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct RateLimiterTests {
    func login(_ fixture: PipelineFixture, _ email: String, from peer: String = "192.0.2.1") async -> Reply {
        await fixture.send(
            "POST", "/login", ["Content-Type": "application/json"], body: #"{"email": "\#(email)"}"#, peer: peer)
    }

    let endpoint = Endpoint.echo(.post, "/login", authentication: .none, body: .json)

    @Test func whatIsLeftIsTold() async throws {
        let fixture = try PipelineFixture(limits: [RateLimit("anonymous", .anonymous, 2, per: 60, by: [.ip])])
        let first = await fixture.send("GET", "/things/1")
        #expect(first.headers[.rateLimitPolicy] == "\"anonymous\";q=2;w=60")
        #expect(first.headers[.rateLimit] == "\"anonymous\";r=1;t=60")
        fixture.clock.advance(seconds: 20)
        #expect(await fixture.send("GET", "/things/1").headers[.rateLimit] == "\"anonymous\";r=0;t=40")
        let refused = await fixture.send("GET", "/things/1")
        #expect(refused.status == .tooManyRequests)
        #expect(refused.headers[.retryAfter] == "40")
        fixture.clock.advance(seconds: 40)
        #expect(await fixture.send("GET", "/things/1").status == .ok)
    }

    @Test func callersAndAddressesAreCountedApart() async throws {
        let fixture = try PipelineFixture(limits: [
            RateLimit("default", .signedIn, 1, per: 60, by: [.user]),
            RateLimit("anonymous", .anonymous, 1, per: 60, by: [.ip]),
        ])
        for headers in [["Authorization": "Bearer ann"], ["Authorization": "Bearer bob"], [:]] {
            #expect(await fixture.send("GET", "/things/1", headers).status == .ok)
            #expect(await fixture.send("GET", "/things/1", headers).status == .tooManyRequests)
        }
        #expect(await fixture.send("GET", "/things/1", peer: "192.0.2.2").status == .ok)
    }

    @Test func aMemberOfTheBodyIsCountedFromEveryAddress() async throws {
        let fixture = try PipelineFixture(
            [endpoint], limits: [RateLimit("login", .operation("Thing.post"), 2, per: 60, by: [.ip, .field("email")])])
        #expect(await login(fixture, "ann@example.org", from: "192.0.2.1").status == .ok)
        #expect(await login(fixture, " Ann@Example.org", from: "192.0.2.2").status == .ok)
        #expect(await login(fixture, "ann@example.org", from: "192.0.2.3").status == .tooManyRequests)
        #expect(await login(fixture, "bob@example.org", from: "192.0.2.4").status == .ok)
        #expect(await login(fixture, "bob@example.org", from: "192.0.2.4").headers[.rateLimit] == "\"login\";r=0;t=60")
    }

    @Test func otherOperationsAreNotCounted() async throws {
        let fixture = try PipelineFixture(limits: [RateLimit("login", .operation("Thing.post"), 0, per: 60, by: [.ip])])
        let reply = await fixture.send("GET", "/things/1")
        #expect(reply.status == .ok)
        #expect(reply.headers[.rateLimit] == nil)
    }

    @Test func whatOperatorsAskIsNotCounted() async throws {
        let fixture = try PipelineFixture(limits: [RateLimit("anonymous", .anonymous, 0, per: 60, by: [.ip])])
        #expect(await fixture.send("GET", "/livez").status == .ok)
        #expect(await fixture.send("GET", "/things/1").status == .tooManyRequests)
    }

    @Test func windowsThatEndedAreForgotten() throws {
        let limiter = RateLimiter([RateLimit("anonymous", .anonymous, 1, per: 1, by: [.ip])], capacity: 2)
        var headers = HTTPFields()
        for second in 0..<10 {
            try limiter.count(
                .init(
                    operation: "x", caller: nil, address: "\(second)", body: .init(),
                    now: Timestamp(milliseconds: Int64(second) * 2000)), &headers)
        }
        #expect(limiter.windowCount <= 3)
    }
}
