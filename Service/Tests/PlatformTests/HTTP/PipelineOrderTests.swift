import GRDB
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Platform

/// A request with everything wrong is told the first thing in the order; put right, the next one.
@Suite struct PipelineOrderTests {
    let endpoint: Endpoint = .echo(
        .post, "/things", authentication: .required, body: .json(types: ["application/json"], limit: 10), query: ["a"])

    @Test func answersComeInTheirOrder() async throws {
        let limit = RateLimit("post", .operation("Thing.post"), 0, per: 60, by: [.ip])
        let limited = try PipelineFixture([endpoint], limits: [limit])
        let free = try PipelineFixture([endpoint])
        var headers = ["Content-Type": "text/plain", "Accept": "text/html"]
        let long = "more than ten bytes"
        #expect(await limited.send("POST", "/nothing", headers, body: long).status == .notFound)
        #expect(await limited.send("PUT", "/things", headers, body: long).status == .methodNotAllowed)
        #expect(await limited.send("POST", "/things?b=1", headers, body: long).status == .contentTooLarge)
        #expect(await limited.send("POST", "/things?b=1", headers, body: "{}").status == .unsupportedMediaType)
        headers["Content-Type"] = "application/json"
        #expect(await limited.send("POST", "/things?b=1", headers, body: "{}").status == .notAcceptable)
        headers["Accept"] = "application/json"
        #expect(await limited.send("POST", "/things?b=1", headers, body: "{}").status == .tooManyRequests)
        #expect(await free.send("POST", "/things?b=1", headers, body: "{}").status == .unauthorized)
        headers["Authorization"] = "Bearer ann"
        #expect(await free.send("POST", "/things?b=1", headers, body: "{}").status == .badRequest)
        #expect(await free.send("POST", "/things?a=1", headers, body: "{}").status == .ok)
    }

    @Test func whatIsNotBuiltAnswers501BeforeAnythingElse() async throws {
        let fixture = try PipelineFixture([.stub("Thing.post", .post, "/things")])
        let reply = await fixture.send("POST", "/things?x=%zz", ["Content-Type": "a", "Accept": "b"], body: "not json")
        #expect(reply.status == .notImplemented)
        #expect(reply.headers[.contentType] == "application/problem+json")
        #expect(reply.json?["type"] == .string("/problems/not-implemented"))
    }

    @Test func aWrongMethodIsToldTheRightOnes() async throws {
        let reply = await (try PipelineFixture([endpoint])).send("DELETE", "/things")
        #expect(reply.headers[.allow] == "POST, OPTIONS")
        #expect(reply.json?["instance"] == .string("/things"))
        #expect(reply.json?["status"] == .number("405"))
    }

    @Test func anUnknownParameterIsToldWhatWasMeant() async throws {
        let fixture = try PipelineFixture([.echo(query: ["status", "createdAt.gte"])])
        #expect(
            await fixture.send("GET", "/things/1?statsu=1").detail
                == "There is no parameter `statsu`. Did you mean `status`?")
        #expect(await fixture.send("GET", "/things/1?zzzzzz=1").detail == "There is no parameter `zzzzzz`.")
        for broken in ["a=%zz", "status=%00", "status=%ff"] {
            #expect(await fixture.send("GET", "/things/1?" + broken).status == .badRequest)
        }
    }

    @Test func aBodyOfNoTypeIsRefusedAndNoBodyIsNot() async throws {
        let fixture = try PipelineFixture([endpoint])
        let ann = ["Authorization": "Bearer ann"]
        let reply = await fixture.send("POST", "/things", ann, body: "{}")
        #expect(reply.status == .unsupportedMediaType)
        #expect(reply.headers[.accept] == "application/json")
        #expect(await fixture.send("POST", "/things", ann).status == .ok)
    }

    @Test func aPatchOfTheWrongTypeNamesTheRightOnes() async throws {
        let fixture = try PipelineFixture([.echo(.patch, "/things/{id}", body: .mergePatch)])
        let reply = await fixture.send("PATCH", "/things/1", ["Content-Type": "text/plain"], body: "{}")
        #expect(reply.headers[.acceptPatch] == "application/merge-patch+json, application/json")
    }

    @Test func aBodyWithoutALengthIsCutAtTheLimit() async throws {
        let fixture = try PipelineFixture([endpoint])
        let reply = await fixture.send("POST", "/things", ["Transfer-Encoding": "chunked"], body: "more than ten bytes")
        #expect(reply.status == .contentTooLarge)
    }

    @Test func aFailureIsLoggedAndNotTold() async throws {
        struct Secret: Error {}
        let fixture = try PipelineFixture([
            Endpoint("Thing.fail", .get, "/fail", authentication: .none) { _ in throw Secret() }
        ])
        let reply = await fixture.send("GET", "/fail")
        #expect(reply.status == .internalServerError)
        #expect(!String(buffer: reply.body).contains("Secret"))
        #expect(fixture.log.lines.contains { $0.contains("Secret") })
    }

    @Test func aDatabaseThatStaysLockedIsToldToBeBusy() async throws {
        let fixture = try PipelineFixture([
            Endpoint("Thing.lock", .get, "/lock", authentication: .none) { _ in
                throw DatabaseError(resultCode: .SQLITE_BUSY)
            }
        ])
        let reply = await fixture.send("GET", "/lock")
        #expect(reply.status == .serviceUnavailable)
        #expect(reply.headers[.retryAfter] == "1")
    }

    @Test func aCompressedBodyIsRefused() async throws {
        let fixture = try PipelineFixture([endpoint])
        let headers = ["Content-Type": "application/json", "Authorization": "Bearer ann"]
        let gzip = await fixture.send(
            "POST", "/things", headers.merging(["Content-Encoding": "gzip"]) { $1 }, body: "{}")
        #expect(gzip.status == .unsupportedMediaType)
        #expect(gzip.headers[.acceptEncoding] == "identity")
        let plain = await fixture.send(
            "POST", "/things", headers.merging(["Content-Encoding": "Identity"]) { $1 }, body: "{}")
        #expect(plain.status == .ok)
    }

    @Test func aBodyThatBreaksOffIsNoFailureOfTheService() async throws {
        struct Gone: Error {}
        let fixture = try PipelineFixture([endpoint])
        let parts = AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: Gone()) }
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "test", path: "/things", headerFields: [.contentLength: "5"])
        let reply = await fixture.pipeline.reply(
            to: Request(head: head, body: RequestBody(asyncSequence: parts)), peer: "192.0.2.1")
        #expect(reply.status == .badRequest)
        #expect(!fixture.log.lines.contains { $0.hasPrefix("error") })
    }
}
