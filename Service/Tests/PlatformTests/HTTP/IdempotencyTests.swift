import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct IdempotencyTests {
    let counter = Counter()
    let fixture: PipelineFixture

    init() throws {
        let counter = counter
        let make = Endpoint("Thing.create", .post, "/things", authentication: .optional, body: .json) { call in
            try await call.write { _ in
                try call.requireReadable()
                let number = counter.next()
                if String(buffer: call.body) == "\"refused\"" { throw Problem.conflict("No.") }
                return .json(.created, headers: [.location: "/things/\(number)"]) { $0.value(number) }
            }
        }
        fixture = try PipelineFixture([make])
    }

    func post(_ body: String, key: String? = "k", as caller: String = "ann") async -> Reply {
        var headers = ["Content-Type": "application/json", "Authorization": "Bearer \(caller)"]
        headers["Idempotency-Key"] = key
        return await fixture.send("POST", "/things", headers, body: body)
    }

    @Test func aRepeatedRequestGetsTheSameAnswer() async throws {
        let first = await post("1")
        let second = await post("1")
        #expect(first.status == .created)
        #expect(second.status == .created)
        #expect(second.body == first.body)
        #expect(second.headers[.location] == "/things/1")
        #expect(second.headers[.contentType] == "application/json")
    }

    @Test func withoutAKeyEveryRequestCounts() async throws {
        _ = await post("1", key: nil)
        #expect(await post("1", key: nil).headers[.location] == "/things/2")
    }

    @Test func aKeyIsTheCallersOwn() async throws {
        _ = await post("1", as: "ann")
        #expect(await post("1", as: "bob").headers[.location] == "/things/2")
    }

    @Test func aDifferentRequestWithTheSameKeyIsRefused() async throws {
        _ = await post("1")
        let reply = await post("2")
        #expect(reply.status == .unprocessableContent)
        #expect(reply.json?["type"] == .string("/problems/idempotency-mismatch"))
    }

    @Test func aRefusedRequestLeavesTheKeyFree() async throws {
        #expect(await post("\"refused\"").status == .conflict)
        #expect(await post("1").status == .created)
    }

    @Test func aKeyIsForgottenAfterADay() async throws {
        _ = await post("1")
        fixture.clock.advance(seconds: 86_399)
        #expect(await post("1").headers[.location] == "/things/1")
        fixture.clock.advance(seconds: 2)
        #expect(await post("1").headers[.location] == "/things/2")
    }

    @Test func aKeyHasABoundedLength() async throws {
        #expect(await post("1", key: String(repeating: "k", count: 256)).status == .badRequest)
    }

    @Test func aKeyInFlightIsNotStartedAgain() throws {
        let idempotency = Idempotency()
        let key = try #require(IdempotencyKey(fixture.call(key: "k")))
        try idempotency.enter(key)
        #expect(throws: Problem.self) { try idempotency.enter(key) }
        idempotency.leave(key)
        try idempotency.enter(key)
    }
}

extension PipelineFixture {
    func call(key: String) -> Call {
        Call(
            operation: "Thing.create",
            head: HTTPRequest(
                method: .post, scheme: nil, authority: nil, path: "/things", headerFields: [.idempotencyKey: key]),
            parameters: [], parsedQuery: .success(.empty), body: .init(), principal: Principal(nil, now: clock.now),
            requestID: "r",
            address: "192.0.2.1", logger: services.logger, services: services, idempotency: Idempotency())
    }
}
