import GRDB
import HTTPTypes
import Testing

@testable import Platform

/// The order of answers behind the pipeline: 404, 403, 400, 428, 412, 409, 422.
@Suite struct OperationOrderTests {
    /// A body must have been read (400) to tell who may set a member (403).
    @Test func anOperationsAnswersComeInTheirOrder() async throws {
        let update = Endpoint("Book.update", .patch, "/v1/books/{id}", body: .mergePatch) { call in
            try await Books.resource.update(
                call, Books.body, allow: Books.owned, guards: ["shelved": .noOne], requiresIfMatch: true)
        }
        let client = Client(fixture: try PipelineFixture([update, Books.create], migrations: [Library.migration]))
        _ = await client.book(#"{"title": "Other", "isbn": "9999"}"#)
        let path = await client.book()
        let wrong = #"{"isbn": "9999", "title": 1}"#
        #expect(await client.send("PATCH", path + "x?b=1", as: nil, [:], "{").status == .unauthorized)
        #expect(await client.send("PATCH", path + "x?b=1", as: "bob", [:], "{").status == .notFound)
        #expect(await client.send("PATCH", path + "?b=1", as: "bob", [:], "{").status == .forbidden)
        #expect(await client.send("PATCH", path + "?b=1", [:], wrong).status == .badRequest)
        #expect(await client.send("PATCH", path, [:], "{").status == .badRequest)
        #expect(await client.send("PATCH", path, [:], #"{"shelved": 1}"#).status == .forbidden)
        #expect(await client.send("PATCH", path, [:], wrong).status == .preconditionRequired)
        #expect(await client.send("PATCH", path, ["If-Match": "\"7\""], wrong).status == .preconditionFailed)
        #expect(await client.send("PATCH", path, ["If-Match": "*"], wrong).status == .conflict)
        #expect(await client.send("PATCH", path, ["If-Match": "*"], #"{"title": 1}"#).status == .unprocessableContent)
        #expect(await client.send("PATCH", path, ["If-Match": "*"], #"{"title": "a"}"#).status == .ok)
    }

    @Test(arguments: [
        ("GET", "/v1/books/{book}"), ("GET", "/v1/books"), ("POST", "/v1/books"), ("PATCH", "/v1/books/{book}"),
        ("DELETE", "/v1/books/{book}"), ("POST", "/v1/books/{book}/archive"), ("GET", "/v1/me"), ("PATCH", "/v1/me"),
        ("GET", "/v1/books/{book}/reviews"), ("POST", "/v1/books/{book}/reviews"), ("GET", "/livez"),
    ])
    func everyOperationRefusesAParameterThatItDoesNotKnow(_ method: String, _ path: String) async throws {
        let client = try Client()
        let book = await client.book()
        let key = book.split(separator: "/").last.map(String.init) ?? ""
        _ = try await client.fixture.services.database.write {
            try $0.execute(
                sql:
                    "INSERT INTO books (id, title, genre, shelved, owner, created_at, updated_at, version) VALUES ('ann', 'Me', 'fiction', 0, 'ann', '', '', 1)"
            )
        }
        let reply = await client.send(
            method, path.replacing("{book}", with: key) + "?unknown=1", [:],
            method == "POST" || method == "PATCH" ? "{}" : "")
        #expect(reply.status == .badRequest)
        #expect(reply.json?["type"] == .string("/problems/unknown-parameter"))
    }

    @Test func whatIsMissingOrForbiddenComesBeforeAnUnknownParameter() async throws {
        let client = try Client()
        let book = await client.book()
        #expect(await client.send("GET", book + "x?b=1").status == .notFound)
        #expect(await client.send("GET", "/v1/me?b=1").status == .unauthorized)
        #expect(await client.send("GET", book + "x/reviews?b=1").status == .notFound)
        #expect(await client.send("POST", book + "x/reviews?b=1", [:], "{").status == .notFound)
        for (method, path) in [("PATCH", book), ("DELETE", book), ("POST", book + "/archive")] {
            let body = method == "DELETE" ? "" : "{"
            #expect(await client.send(method, path + "x?b=1", as: "bob", [:], body).status == .notFound)
            #expect(await client.send(method, path + "?b=1", as: "bob", [:], body).status == .forbidden)
        }
    }

    @Test func whoeverMayNotListOrCreateBelowARowIsToldFirstThatThereIsNone() async throws {
        var forbidden = [Reviews.list, Reviews.create]
        forbidden[0].handle = { try await Reviews.resource.list($0, Reviews.listing, allow: .noOne) }
        forbidden[1].handle = { try await Reviews.resource.create($0, Body([]), allow: .noOne) }
        let client = Client(fixture: try PipelineFixture(forbidden + [Books.create], migrations: [Library.migration]))
        let book = await client.book()
        for (method, body) in [("GET", ""), ("POST", "{")] {
            #expect(await client.send(method, book + "x/reviews?b=1", [:], body).status == .notFound)
            #expect(await client.send(method, book + "/reviews?b=1", [:], body).status == .forbidden)
        }
    }

    @Test func aKeyThatCannotBeReadComesBehindWhatIsMissingOrForbidden() async throws {
        let client = try Client()
        let book = await client.book()
        let key = ["Idempotency-Key": String(repeating: "k", count: 256)]
        #expect(await client.send("POST", book + "x/archive", key, "{}").status == .notFound)
        #expect(await client.send("POST", book + "/archive", as: "bob", key, "{}").status == .forbidden)
        #expect(await client.send("POST", book + "/archive", key, "{}").status == .badRequest)
    }

    @Test func anActionsBodyThatIsNoObjectComesBeforeItsState() async throws {
        let client = try Client()
        let book = await client.book(#"{"title": "Emma", "genre": "science"}"#)
        #expect(await client.send("POST", book + "/archive", [:], "[]").status == .badRequest)
        #expect(await client.send("POST", book + "/archive", [:], "{}").status == .conflict)
    }

    @Test func aMemberThatTheCallerMayNotSetComesBeforeWhatIsTaken() async throws {
        let client = try Client()
        _ = await client.book(#"{"title": "Emma", "isbn": "1234"}"#)
        let body = #"{"title": "", "isbn": "1234", "shelved": true}"#
        #expect(await client.send("POST", "/v1/books", [:], body).status == .forbidden)
        #expect(await client.send("POST", "/v1/books", as: "admin", [:], body).status == .conflict)
    }
}
