import GRDB
import HTTPTypes

@testable import Platform

/// Review: below a book, whose own rule decides who sees it.
enum Reviews {
    private static let columns = #""id", "book_id", "text", "author", "created_at", "updated_at", "version""#

    static let resource = Resource<ReviewRecord>(
        "Review", path: "/v1/books/{id}/reviews",
        statements: .init(
            byKey: "SELECT \(columns) FROM \"reviews\" WHERE \"id\" = :key AND \"book_id\" = :parent",
            byID: "SELECT \(columns) FROM \"reviews\" WHERE \"id\" = :id",
            insert: """
                INSERT INTO "reviews" (\(columns)) VALUES (:id, :book_id, :text, :author, :created_at, :updated_at, 1)
                RETURNING \(columns)
                """,
            update: "", delete: #"DELETE FROM "reviews" WHERE "id" = :id AND "version" = :version"#),
        get: .anyone,
        parent: .init(column: "book_id") { keys, caller, connection in
            try Books.resource.find(keys, for: caller, on: connection).id.databaseValue
        })

    static let list = Endpoint(
        "Review.list", .get, "/v1/books/{id}/reviews", authentication: .optional, query: ["limit", "offset"]
    ) {
        call in
        try await resource.list(call, listing, allow: .anyone)
    }

    static let get = Endpoint("Review.get", .get, "/v1/books/{id}/reviews/{review}", authentication: .optional) {
        call in
        try await resource.get(call)
    }

    static let create = Endpoint("Review.create", .post, "/v1/books/{id}/reviews", body: .json) { call in
        try await resource.create(
            call, Body([Member("text", column: "text", .text, maximum: 5, isRequired: true)]),
            allow: .row { caller, row in Rule.differ(row.text, "spam") }, caller: ["author"])
    }

    static let delete = Endpoint("Review.delete", .delete, "/v1/books/{id}/reviews/{review}") { call in
        try await resource.delete(call, allow: .row { caller, row in Rule.same(caller.id, row.author) })
    }

    static let listing = Listing(
        select: "SELECT \(columns) FROM \"reviews\" AS t WHERE t.\"book_id\" = :parent",
        count: "SELECT count(*) FROM \"reviews\" AS t WHERE t.\"book_id\" = :parent",
        orders: [
            .init(
                "createdAt", column: "created_at", forward: "t.\"created_at\"", backward: "t.\"created_at\" DESC",
                after: "1",
                before: "1")
        ],
        paging: .offset(size: 2, maximum: 3, total: true))
}
