import GRDB
import HTTPTypes

@testable import Platform

/// Book: its statements, rules and operations. A secret genre is for admins; a book is its owner's to change.
enum Books {
    private static let columns = """
        "id", "title", "isbn", "genre", "pages", "price", "shelved", "printed", "notes", "secret", "owner", "created_at", "updated_at", \
        "version"
        """

    static let visible: Check<BookRecord> = .row { caller, row in
        Rule.differ(row.genre, "secret") || caller.role >= 1
    }
    static let owned: Check<BookRecord> = .row { caller, row in Rule.same(row.owner, caller.id) || caller.role >= 1 }

    static let resource = Resource<BookRecord>(
        "Book", path: "/v1/books",
        statements: .init(
            byKey: "SELECT \(columns) FROM \"books\" WHERE \"id\" = :key AND \"deleted_at\" IS NULL",
            byID: "SELECT \(columns) FROM \"books\" WHERE \"id\" = :id AND \"deleted_at\" IS NULL",
            insert: """
                INSERT INTO "books" (\(columns)) VALUES (:id, :title, :isbn, :genre, :pages, :price, :shelved, :printed, :notes, :secret,
                :owner, :created_at, :updated_at, 1) RETURNING \(columns)
                """,
            update: """
                UPDATE "books" SET "title" = :title, "isbn" = :isbn, "genre" = :genre, "pages" = :pages, "price" = :price,
                "shelved" = :shelved, "printed" = :printed, "notes" = :notes, "secret" = :secret, "updated_at" = :updated_at,
                "version" = "version" + 1 WHERE "id" = :id AND "version" = :version RETURNING \(columns)
                """,
            delete: """
                UPDATE "books" SET "deleted_at" = :now, "version" = "version" + 1 WHERE "id" = :id AND "version" = :version
                """),
        get: visible,
        unique: [
            .init(
                member: "isbn", column: "isbn",
                statement: """
                    SELECT 1 FROM "books" WHERE "isbn" = :value AND "id" IS NOT :id AND "deleted_at" IS NULL
                    """)
        ],
        lists: [
            .init(
                member: "tags",
                select: #"SELECT "value" FROM "books_tags" WHERE "parent_id" = :parent_id ORDER BY "position""#,
                insert: #"INSERT INTO "books_tags" VALUES (:parent_id, :position, :value)"#,
                clear: #"DELETE FROM "books_tags" WHERE "parent_id" = :parent_id"#)
        ],
        referrers: [.restrict(name: "Review", statement: #"SELECT 1 FROM "reviews" WHERE "book_id" = :id LIMIT 1"#)],
        redacted: ["secret"])

    private static let members = [
        Member("title", column: "title", .text, minimum: 1, maximum: 20, isRequired: true),
        Member("isbn", column: "isbn", .text, pattern: "^[0-9]{4}$", isNullable: true),
        Member("genre", column: "genre", .enumeration(["fiction", "science", "secret"]), initial: "fiction"),
        Member("pages", column: "pages", .int, minimum: 1, isNullable: true),
        Member("price", column: "price", .decimal(precision: 5, scale: 2), minimum: 0, maximum: 9999, isNullable: true),
        Member("shelved", column: "shelved", .bool, initial: false),
        Member("printed", column: "printed", .date, isNullable: true),
        Member("notes", column: "notes", .json, isNullable: true),
        Member("secret", column: "secret", .text, isNullable: true, blankIsNull: true),
        Member("tags", .list(Member("element", .text, minimum: 1, maximum: 5)), maximum: 3),
    ]
    static let body = Body(members, refused: ["owner": .readonly, "id": .readonly])

    static let get = Endpoint("Book.get", .get, "/v1/books/{id}", authentication: .optional) { call in
        try await resource.get(call)
    }

    static let create = Endpoint("Book.create", .post, "/v1/books", authentication: .optional, body: .json) { call in
        try await resource.create(
            call, body, allow: .caller { $0.id != nil }, guards: ["shelved": .caller { $0.role >= 1 }],
            caller: ["owner"],
            isAudited: true)
    }

    static let update = Endpoint("Book.update", .patch, "/v1/books/{id}", authentication: .optional, body: .mergePatch)
    { call in
        try await resource.update(
            call, body, allow: owned, guards: ["shelved": .caller { $0.role >= 1 }], isAudited: true)
    }

    static let delete = Endpoint("Book.delete", .delete, "/v1/books/{id}", authentication: .optional) { call in
        try await resource.delete(call, allow: owned, requiresIfMatch: true, isAudited: true)
    }

    static let archive = Endpoint(
        "Book.archive", .post, "/v1/books/{id}/archive", authentication: .optional, body: .json
    ) { call in
        try await resource.act(
            call,
            Body([
                Member("reason", .text, minimum: 1, maximum: 10, isRequired: true),
                Member("pages", column: "input_pages", .int, isNullable: true),
            ]), allow: owned,
            when: .statement(#"SELECT "genre" <> 'science' FROM "books" WHERE "id" = :id"#),
            statement: """
                UPDATE "books" SET "genre" = 'science', "pages" = COALESCE(:input_pages, "pages"), "updated_at" = :now,
                "version" = "version" + 1
                WHERE "id" = :id AND "version" = :version RETURNING \(columns)
                """, keeps: { Rule.within($0.pages, 1, 500) }, revokesSessions: true, isAudited: true)
    }

    /// Books as if they were accounts: the caller's own is the one with their id.
    static let me = Endpoint("me.get", .get, "/v1/me") { call in try await resource.getMe(call) }
    static let updateMe = Endpoint("me.update", .patch, "/v1/me", body: .mergePatch) { call in
        try await resource.updateMe(call, body, allow: .anyone)
    }

    static let list = Endpoint(
        "Book.list", .get, "/v1/books", authentication: .optional,
        query: ["genre", "genre.in", "createdAt.gte", "pages.lt", "shelved", "q", "sort", "limit", "cursor"]
    ) { call in try await resource.list(call, listing, allow: .anyone) }

    private static let seen = #"("genre" <> 'secret' OR :role >= 1) AND "deleted_at" IS NULL"#

    static let listing = Listing(
        select: "SELECT \(columns) FROM \"books\" AS t WHERE \(seen)",
        count: "SELECT count(*) FROM \"books\" AS t WHERE \(seen)",
        filters: [
            .init(
                "genre", binding: "f_genre", .enumeration(["fiction", "science"]), condition: "t.\"genre\" = :f_genre"),
            .init(
                "genre.in", binding: "f_genre_in", .enumeration(["fiction", "science"]), isList: true,
                condition: "t.\"genre\" IN (SELECT \"value\" FROM json_each(:f_genre_in))"),
            .init("createdAt.gte", binding: "f_created", .datetime, condition: "t.\"created_at\" >= :f_created"),
            .init("pages.lt", binding: "f_pages", .int, condition: "t.\"pages\" < :f_pages"),
            .init("shelved", binding: "f_shelved", .bool, condition: "t.\"shelved\" = :f_shelved"),
        ],
        orders: [
            order("createdAt", "created_at", descending: true), order("title", "title"),
            order("title", "title", descending: true),
        ],
        search: .init(
            select: """
                SELECT \(columns.split(separator: ", ").map { "t.\($0)" }.joined(separator: ", ")), s."rank" FROM "books_search" AS s
                JOIN "books" AS t ON t."_row" = s."rowid" WHERE "books_search" MATCH :q AND \(seen)
                """, count: "SELECT 0",
            order: .init(
                "q", column: "rank", forward: "s.\"rank\", t.\"id\"", backward: "s.\"rank\" DESC, t.\"id\" DESC",
                after: "(s.\"rank\", t.\"id\") > (:cursorValue, :cursorID)",
                before: "(s.\"rank\", t.\"id\") < (:cursorValue, :cursorID)")),
        paging: .cursor(size: 3, maximum: 5))

    private static func order(_ name: String, _ column: String, descending: Bool = false) -> Listing.Order {
        func by(_ descending: Bool) -> String {
            "t.\"\(column)\"\(descending ? " DESC" : ""), t.\"id\"\(descending ? " DESC" : "")"
        }
        func place(_ sign: String) -> String { "(t.\"\(column)\", t.\"id\") \(sign) (:cursorValue, :cursorID)" }
        return .init(
            (descending ? "-" : "") + name, column: column, forward: by(descending), backward: by(!descending),
            after: place(descending ? "<" : ">"), before: place(descending ? ">" : "<"))
    }
}
