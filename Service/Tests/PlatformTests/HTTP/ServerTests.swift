import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Platform

/// The pipeline behind a real server on a free port.
@Suite struct ServerTests {
    @Test func getAndHeadAnswerTheSameHead() async throws {
        let fixture = try PipelineFixture()
        try await Application(responder: fixture.pipeline).test(.live) { client in
            let get = try await client.execute(uri: "/things/1", method: .get)
            let head = try await client.execute(uri: "/things/1", method: .head)
            #expect(get.status == .ok)
            #expect(get.body.readableBytes > 0)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
        }
    }

    @Test func aBodyArrivesWhole() async throws {
        let fixture = try PipelineFixture([.echo(.post, "/things", body: .json)])
        let text = "\"" + String(repeating: "x", count: 300_000) + "\""
        try await Application(responder: fixture.pipeline).test(.live) { client in
            let reply = try await client.execute(
                uri: "/things", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: text))
            #expect(try JSON(parsing: reply.body)["body"]?.string == text)
        }
    }

    @Test func aBodyThatDoesNotComeIsNotWaitedFor() async throws {
        let fixture = try PipelineFixture(
            [.echo(.post, "/things", body: .json)], settings: .init(bodyTimeout: .milliseconds(20)))
        let (body, source) = RequestBody.makeStream()
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "test", path: "/things", headerFields: [.contentLength: "10"])
        let reply = await fixture.pipeline.reply(to: Request(head: head, body: body), peer: "192.0.2.1")
        #expect(reply.status == .requestTimeout)
        source.finish()
    }

    @Test func noContentHasNoLength() async throws {
        let fixture = try PipelineFixture([
            Endpoint("Thing.delete", .delete, "/thing", authentication: .none) { _ in .noContent }
        ])
        try await Application(responder: fixture.pipeline).test(.router) { client in
            let reply = try await client.execute(uri: "/thing", method: .delete)
            #expect(reply.status == .noContent)
            #expect(reply.headers[.contentLength] ?? "0" == "0")
        }
    }
}
