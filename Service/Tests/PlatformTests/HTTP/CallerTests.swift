import HTTPTypes
import Testing

@testable import Platform

@Suite struct CallerTests {
    @Test func anOptionalTokenIsUsedWhenItIsThere() async throws {
        let fixture = try PipelineFixture()
        #expect(await fixture.send("GET", "/things/1").json?["caller"] == .null)
        #expect(
            await fixture.send("GET", "/things/1", ["Authorization": "bearer  ann "]).json?["caller"] == .string("ann"))
    }

    @Test(arguments: ["Bearer not-a-token", "Bearer", "Basic YTpi"])
    func aTokenThatIsSentHasToBeGood(_ header: String) async throws {
        let reply = await (try PipelineFixture()).send("GET", "/things/1", ["Authorization": header])
        #expect(reply.status == .unauthorized)
        #expect(reply.headers[.wwwAuthenticate] == "Bearer error=\"invalid_token\"")
    }

    @Test func aMissingTokenIsChallenged() async throws {
        let reply = await (try PipelineFixture([.echo(authentication: .required)])).send("GET", "/things/1")
        #expect(reply.status == .unauthorized)
        #expect(reply.headers[.wwwAuthenticate] == "Bearer")
    }

    @Test func aTokenIsNotLookedAtWhereNoneIsNeeded() async throws {
        let fixture = try PipelineFixture([.echo(authentication: .none)])
        #expect(await fixture.send("GET", "/things/1", ["Authorization": "Bearer not-a-token"]).status == .ok)
    }

    @Test(arguments: [
        ("203.0.113.9", "192.0.2.1"), ("203.0.113.9, 10.1.2.3", "192.0.2.1"), ("", "192.0.2.1"),
    ])
    func withoutTrustedProxiesThePeerIsTheClient(_ header: String, _ address: String) async throws {
        let reply = await (try PipelineFixture()).send("GET", "/things/1", ["X-Forwarded-For": header])
        #expect(reply.json?["address"] == .string(address))
    }

    @Test(arguments: [
        ("203.0.113.9", "203.0.113.9"), ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("10.9.9.9", "10.9.9.9"), ("nonsense", "10.0.0.1"), ("::1, 2001:db8::7", "2001:db8::7"),
    ])
    func trustedProxiesVouchForOneHopEach(_ header: String, _ address: String) async throws {
        let fixture = try PipelineFixture(
            settings: .init(trustedProxies: ["10.0.0.0/8", "::1", "not/one", "10.0.0.0/40"]))
        let reply = await fixture.send("GET", "/things/1", ["X-Forwarded-For": header], peer: "10.0.0.1")
        #expect(reply.json?["address"] == .string(address))
    }
}
