import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct ReadTests {
    let client: Client

    init() throws { client = try Client() }

    @Test func aRowIsAnsweredWithItsVersionAsTag() async throws {
        let path = await client.book(#"{"title": "Emma", "price": "1.5", "tags": ["a", "b"], "notes": {"x": [1]}}"#)
        let reply = await client.send("GET", path, as: nil)
        #expect(reply.status == .ok)
        #expect(reply.headers[.eTag] == "\"1\"")
        #expect(reply.json?["price"] == .string("1.50"))
        #expect(reply.json?["tags"] == .array([.string("a"), .string("b")]))
        #expect(reply.json?["notes"]?["x"] == .array([.number("1")]))
        #expect(reply.json?["owner"] == .string("ann"))
        #expect(reply.json?["secret"] == nil)
    }

    @Test(arguments: ["\"1\"", "W/\"1\"", "\"0\", \"1\"", "*"])
    func aKnownVersionIsNotSentAgain(_ tag: String) async throws {
        let path = await client.book()
        let reply = await client.send("GET", path, as: nil, ["If-None-Match": tag])
        #expect(reply.status == .notModified)
        #expect(reply.headers[.eTag] == "\"1\"")
        #expect(reply.body.readableBytes == 0)
    }

    @Test func anotherVersionIsSent() async throws {
        let path = await client.book()
        #expect(await client.send("GET", path, as: nil, ["If-None-Match": "\"2\""]).status == .ok)
    }

    @Test func whatACallerMayNotGetDoesNotExist() async throws {
        let path = await client.book(#"{"title": "Emma", "genre": "secret"}"#)
        for method in ["GET", "PATCH", "DELETE"] {
            #expect(await client.send(method, path, as: "bob", [:], method == "PATCH" ? "{}" : "").status == .notFound)
        }
        #expect(await client.send("GET", path, as: "admin").status == .ok)
        #expect(await client.send("GET", "/v1/books/none").status == .notFound)
    }

    @Test func meIsTheCallersOwnRow() async throws {
        #expect(await client.send("GET", "/v1/me").status == .unauthorized, "an account that went meanwhile")
        try await client.fixture.services.database.write { connection in
            try connection.execute(
                sql: """
                    INSERT INTO books ("id", "title", "genre", "shelved", "owner", "created_at", "updated_at", "version")
                    VALUES ('ann', 'Ann', 'fiction', 0, 'ann', '', '', 4)
                    """)
        }
        let reply = await client.send("GET", "/v1/me")
        #expect(reply.json?["title"] == .string("Ann"))
        #expect(reply.headers[.eTag] == "\"4\"")
        let changed = await client.send("PATCH", "/v1/me", [:], #"{"title": "Anna"}"#)
        #expect(changed.json?["title"] == .string("Anna"))
        #expect(changed.headers[.eTag] == "\"5\"")
        #expect(await client.send("PATCH", "/v1/me", as: "bob", [:], "{}").status == .unauthorized)
    }

    @Test func aRowBelowAnotherNeedsThatOneToBeSeen() async throws {
        let book = await client.book(#"{"title": "Emma", "genre": "secret"}"#, as: "admin")
        let review = await client.send("POST", book + "/reviews", as: "admin", [:], #"{"text": "good"}"#)
        let path = try #require(review.headers[.location])
        #expect(path.hasPrefix(book + "/reviews/"))
        #expect(await client.send("GET", path, as: "admin").json?["author"] == .string("admin"))
        #expect(await client.send("GET", path, as: "bob").status == .notFound)
        #expect(await client.send("GET", book + "/reviews", as: "bob").status == .notFound)
        #expect(await client.send("POST", book + "/reviews", as: "bob", [:], #"{"text": "x"}"#).status == .notFound)
        let other = await client.book()
        let elsewhere = other + "/reviews/" + (path.split(separator: "/").last ?? "")
        #expect(await client.send("GET", elsewhere, as: "admin").status == .notFound)
    }
}
