import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct WriteTests {
    let client: Client

    init() throws { client = try Client() }

    func audit() throws -> [String] {
        try client.fixture.services.database.pool.read {
            try String.fetchAll($0, sql: #"SELECT "operation" || ' ' || "change" FROM "_audit" ORDER BY "id""#)
        }
    }

    // MARK: create

    @Test func aRowIsMadeWithItsDefaults() async throws {
        let reply = await client.send("POST", "/v1/books", [:], #"{"title": "Emma"}"#)
        #expect(reply.status == .created)
        #expect(reply.headers[.eTag] == "\"1\"")
        let id = try #require(reply.json?["id"]?.string)
        #expect(reply.headers[.location] == "/v1/books/" + id)
        #expect(reply.json?["genre"] == .string("fiction"))
        #expect(reply.json?["tags"] == .array([]))
        #expect(reply.json?["pages"] == .null)
        #expect(reply.json?["createdAt"] == .string("2026-11-22T12:00:00.000Z"))
        #expect(try audit().count == 1)
        #expect(try audit().first?.hasPrefix("Book.create ") == true)
    }

    @Test func anonymousCallersAreAskedToSignIn() async throws {
        #expect(await client.send("POST", "/v1/books", as: nil, [:], "not json").status == .unauthorized)
        let path = await client.book()
        #expect(await client.send("PATCH", path, as: nil, [:], "not json").status == .unauthorized)
    }

    @Test func aMemberIsGuardedAtCreateAndUpdate() async throws {
        let body = #"{"title": "Emma", "shelved": true}"#
        #expect(await client.send("POST", "/v1/books", [:], body).status == .forbidden)
        #expect(await client.send("POST", "/v1/books", as: "admin", [:], body).status == .created)
        let path = await client.book()
        #expect(await client.send("PATCH", path, [:], #"{"shelved": true}"#).status == .forbidden)
        #expect(await client.send("PATCH", path, as: "admin", [:], #"{"shelved": true}"#).status == .ok)
    }

    @Test func aRuleOverTheNewRowIsLookedAtAsItWasMade() async throws {
        let book = await client.book()
        #expect(await client.send("POST", book + "/reviews", [:], #"{"text": "spam"}"#).status == .forbidden)
        #expect(await client.send("GET", book + "/reviews").json?["total"] == .number("0"))
    }

    @Test func aTakenValueComesBeforeOtherFaults() async throws {
        _ = await client.book(#"{"title": "Emma", "isbn": "1234"}"#)
        let reply = await client.send("POST", "/v1/books", [:], #"{"title": "", "isbn": "1234"}"#)
        #expect(reply.status == .conflict)
        #expect(client.violations(reply) == ["/isbn unique"])
        let path = await client.book(#"{"title": "Persuasion", "isbn": "1235"}"#)
        #expect(await client.send("PATCH", path, [:], #"{"isbn": "1234"}"#).status == .conflict)
        #expect(await client.send("PATCH", path, [:], #"{"isbn": "1235"}"#).status == .ok)
    }

    @Test func aBodyThatIsNoObjectCannotBeRead() async throws {
        for body in ["[]", "1", "{"] {
            #expect(await client.send("POST", "/v1/books", [:], body).status == .badRequest)
        }
    }

    // MARK: update

    @Test func onlyWhatIsSentChanges() async throws {
        let path = await client.book(#"{"title": "Emma", "isbn": "1234", "pages": 5, "tags": ["a"]}"#)
        client.fixture.clock.advance(seconds: 1)
        let reply = await client.send("PATCH", path, [:], #"{"pages": null, "title": "Emma 2"}"#)
        #expect(reply.status == .ok)
        #expect(reply.headers[.eTag] == "\"2\"")
        #expect(reply.json?["title"] == .string("Emma 2"))
        #expect(reply.json?["isbn"] == .string("1234"))
        #expect(reply.json?["pages"] == .null)
        #expect(reply.json?["tags"] == .array([.string("a")]))
        #expect(reply.json?["updatedAt"] == .string("2026-11-22T12:00:01.000Z"))
        #expect(
            try audit().dropFirst().first
                == #"Book.update {"pages":["5",null],"title":["Emma","Emma 2"],"updated_at":["2026-11-22T12:00:00.000Z","2026-11-22T12:00:01.000Z"],"version":["1","2"]}"#
        )
    }

    @Test func aListIsReplacedWhole() async throws {
        let path = await client.book(#"{"title": "Emma", "tags": ["a", "b"]}"#)
        #expect(await client.send("PATCH", path, [:], #"{"tags": ["c"]}"#).json?["tags"] == .array([.string("c")]))
        #expect(await client.send("GET", path).json?["tags"] == .array([.string("c")]))
    }

    @Test func anEmptyPatchChangesNothing() async throws {
        let path = await client.book()
        #expect(await client.send("PATCH", path, [:], "{}").headers[.eTag] == "\"1\"")
    }

    @Test func onlyTheVersionThatWasReadIsChanged() async throws {
        let path = await client.book()
        #expect(
            await client.send("PATCH", path, ["If-Match": "\"2\""], #"{"title": "x"}"#).status == .preconditionFailed)
        #expect(
            await client.send("PATCH", path, ["If-Match": "W/\"1\""], #"{"title": "x"}"#).status == .preconditionFailed)
        #expect(await client.send("PATCH", path, ["If-Match": "\"9\", \"1\""], #"{"title": "x"}"#).status == .ok)
        #expect(await client.send("PATCH", path, ["If-Match": "*"], #"{"title": "y"}"#).status == .ok)
    }

    @Test func faultsComeInTheirOrder() async throws {
        _ = await client.book(#"{"title": "Other", "isbn": "9999"}"#)
        let path = await client.book(#"{"title": "Emma"}"#)
        let stale = ["If-Match": "\"7\""]
        #expect(await client.send("PATCH", path + "x", as: "bob", stale, "{").status == .notFound)
        #expect(await client.send("PATCH", path, as: "bob", stale, "{").status == .forbidden)
        #expect(await client.send("PATCH", path, stale, "{").status == .badRequest)
        #expect(await client.send("PATCH", path, stale, #"{"isbn": "9999", "title": 1}"#).status == .preconditionFailed)
        #expect(await client.send("PATCH", path, [:], #"{"isbn": "9999", "title": 1}"#).status == .conflict)
        #expect(await client.send("PATCH", path, [:], #"{"isbn": "9998", "title": 1}"#).status == .unprocessableContent)
    }

    @Test func hiddenValuesStayOutOfTheAuditLog() async throws {
        let path = await client.book()
        #expect(await client.send("PATCH", path, [:], #"{"secret": "hunter2"}"#).status == .ok)
        #expect(try audit().last?.contains(#""secret":[null,"redacted"]"#) == true)
    }

    // MARK: delete

    @Test func aDeletedRowIsGoneAtOnce() async throws {
        let path = await client.book()
        #expect(await client.send("DELETE", path).status == .preconditionRequired)
        #expect(await client.send("DELETE", path, as: "bob", ["If-Match": "*"]).status == .forbidden)
        #expect(await client.send("DELETE", path, ["If-Match": "\"2\""]).status == .preconditionFailed)
        #expect(await client.send("DELETE", path, ["If-Match": "\"1\""]).status == .noContent)
        #expect(await client.send("GET", path).status == .notFound)
        #expect(await client.send("DELETE", path, ["If-Match": "*"]).status == .notFound)
        #expect(try audit().last?.hasPrefix("Book.delete ") == true)
    }

    @Test func aRowThatIsReferredToStays() async throws {
        let path = await client.book()
        let review = await client.send("POST", path + "/reviews", [:], #"{"text": "good"}"#).headers[.location] ?? ""
        #expect(await client.send("DELETE", path, ["If-Match": "*"]).status == .conflict)
        #expect(await client.send("DELETE", review, as: "bob").status == .forbidden)
        #expect(await client.send("DELETE", review).status == .noContent)
        #expect(await client.send("DELETE", path, ["If-Match": "*"]).status == .noContent)
    }

    // MARK: actions

    @Test func anActionChangesWhatItIsDeclaredToChange() async throws {
        let path = await client.book()
        let reply = await client.send("POST", path + "/archive", [:], #"{"reason": "old"}"#)
        #expect(reply.status == .ok)
        #expect(reply.json?["genre"] == .string("science"))
        #expect(reply.headers[.eTag] == "\"2\"")
        let revoked = try await client.fixture.services.database.read {
            try String.fetchAll($0, sql: "SELECT account FROM revoked")
        }
        #expect(revoked == [path.split(separator: "/").last.map(String.init)])
        #expect(try audit().last?.hasPrefix("Book.archive ") == true)
    }

    @Test func anActionNeedsItsStateAndItsInput() async throws {
        let path = await client.book()
        #expect(await client.send("POST", path + "/archive", as: "bob", [:], "{}").status == .forbidden)
        #expect(client.violations(await client.send("POST", path + "/archive", [:], "{}")) == ["/reason required"])
        #expect(
            client.violations(await client.send("POST", path + "/archive", [:], #"{"reason": ""}"#)) == [
                "/reason range"
            ])
        #expect(await client.send("POST", path + "/archive", [:], #"{"reason": "old"}"#).status == .ok)
        #expect(await client.send("POST", path + "/archive", [:], "{}").status == .conflict)
    }

    @Test func anActionUsesWhatItTakesInAndKeepsToTheRangeOfWhatItComputes() async throws {
        let path = await client.book()
        let refused = await client.send("POST", path + "/archive", [:], #"{"reason": "old", "pages": 501}"#)
        #expect(refused.status == .conflict)
        #expect(refused.json?["type"] == .string("/problems/out-of-range"))
        #expect(await client.send("GET", path).json?["genre"] == .string("fiction"))
        let reply = await client.send("POST", path + "/archive", [:], #"{"reason": "old", "pages": 500}"#)
        #expect(reply.json?["pages"] == .number("500"))
    }

    @Test func aRepeatedCreateMakesOneRow() async throws {
        let key = ["Idempotency-Key": "k"]
        let first = await client.send("POST", "/v1/books", key, #"{"title": "Emma"}"#)
        let second = await client.send("POST", "/v1/books", key, #"{"title": "Emma"}"#)
        #expect(second.headers[.location] == first.headers[.location])
        #expect(client.items(await client.send("GET", "/v1/books")) == ["Emma"])
    }
}
