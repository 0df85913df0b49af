import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import Platform

/// What a registration takes from the resource of accounts.
@Suite struct RegisterTests {
    let fixture: PipelineFixture

    init() throws { fixture = try Library.fixture() }

    /// The resource of books, its owner set as a database's default would be.
    func prepare(_ text: String) async throws -> @Sendable (Connection) throws -> String {
        let body = Body(Books.body.members + [Member("owner", column: "owner", .text, initial: "ann")])
        return try await Books.resource.prepare(fixture.call(key: "k"), body, JSON(parsing: text))
    }

    @Test func anAccountIsMadeInTheTransactionThatItIsGiven() async throws {
        let insert = try await prepare(#"{"title": "Ann", "isbn": "1234"}"#)
        let json = try await fixture.services.database.write { connection in
            let id = try insert(connection)
            var json = JSONWriter()
            try Books.resource.write(account: id, to: &json, on: connection)
            return String(buffer: json.buffer)
        }
        #expect(try JSON(parsing: json)["title"] == .string("Ann"))
    }

    @Test func whatIsTakenIsToldBeforeWhatIsInvalid() async throws {
        let insert = try await prepare(#"{"title": "A", "isbn": "1234"}"#)
        _ = try await fixture.services.database.write(insert)
        let taken = await problem { try await prepare(#"{"title": "", "isbn": "1234"}"#) }
        #expect(taken?.status == .conflict)
        let invalid = await problem { try await prepare(#"{"title": "", "isbn": "1235"}"#) }
        #expect(invalid?.status == .unprocessableContent)
    }

    @Test func whatWasTakenMeanwhileIsToldInTheTransaction() async throws {
        let first = try await prepare(#"{"title": "A", "isbn": "1234"}"#)
        let second = try await prepare(#"{"title": "B", "isbn": "1234"}"#)
        let inserts = [first, second]
        let refused = await problem {
            try await fixture.services.database.write { connection in try inserts.map { try $0(connection) } }
        }
        #expect(refused?.status == .conflict)
    }

    @Test func anAccountThatIsGoneIsNotWritten() async throws {
        let refused = await problem {
            try await fixture.services.database.read { connection in
                var json = JSONWriter()
                try Books.resource.write(account: "nobody", to: &json, on: connection)
                return json
            }
        }
        #expect(refused?.status == .notFound)
    }
}

@Suite struct SlugTests {
    @Test(arguments: [
        ("Pride & Prejudice", "pride-prejudice"), ("  A  --  B ", "a-b"), ("ÉTÉ 2026", "t-2026"), ("!!!", "item"),
        ("", "item"),
    ])
    func aSlugIsMadeOfLettersAndDigits(_ title: String, _ slug: String) {
        var values = Values()
        values.columns["title"] = title.databaseValue
        Slug(column: "slug", from: "title").make(from: &values)
        #expect(values.columns["slug"] == slug.databaseValue)
    }
}

@Suite struct ReleaseTests {
    @Test func rowsThatLetGoAreChangedWithTheDeletion() async throws {
        let fixture = try PipelineFixture(
            [
                Endpoint("Book.delete", .delete, "/v1/books/{id}") { call in
                    var resource = Books.resource
                    resource.referrers = [
                        .change(statement: #"DELETE FROM "reviews" WHERE "book_id" = :id AND :now > ''"#)
                    ]
                    return try await resource.delete(call, allow: .noOne)
                },
                Endpoint("Book.remove", .post, "/v1/books/{id}/remove") { call in
                    var resource = Books.resource
                    resource.referrers = [
                        .change(statement: #"DELETE FROM "reviews" WHERE "book_id" = :id AND :now > ''"#)
                    ]
                    return try await resource.delete(call, allow: .anyone)
                },
                Books.create, Reviews.create, Reviews.list,
            ], migrations: [Library.migration])
        let headers = ["Authorization": "Bearer ann", "Content-Type": "application/json"]
        let book = try #require(
            await fixture.send("POST", "/v1/books", headers, body: #"{"title": "x"}"#).headers[.location])
        #expect(await fixture.send("POST", book + "/reviews", headers, body: #"{"text": "x"}"#).status == .created)
        #expect(await fixture.send("DELETE", book, headers).status == .forbidden)
        #expect(await fixture.send("POST", book + "/remove", headers).status == .noContent)
        let left = try await fixture.services.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM reviews")
        }
        #expect(left == 0)
    }
}
