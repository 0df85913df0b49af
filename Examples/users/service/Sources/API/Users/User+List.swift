import HTTPTypes
import Platform

extension UserResource {
    /// The query in parts; a request joins those that it asks for.
    static let listing = Listing(
        select: """
            SELECT t."id", t."email", t."name", t."phone", t."role", t."status", t."last_login_at",
            t."created_at", t."updated_at", t."version"
            FROM "users" AS t
            WHERE +(:role >= 1) AND t."deleted_at" IS NULL
            """,
        count: """
            SELECT count(*)
            FROM "users" AS t
            WHERE +(:role >= 1) AND t."deleted_at" IS NULL
            """,
        filters: [
            .init(
                "role",
                binding: "f_role",
                .enumeration(["user", "support", "admin"]),
                condition: #"t."role" = :f_role"#),
            .init(
                "status",
                binding: "f_status",
                .enumeration(["active", "suspended"]),
                condition: #"t."status" = :f_status"#),
            .init(
                "email",
                binding: "f_email",
                .lowercased,
                condition: """
                    t."id" = (SELECT u."id" FROM "users" AS u WHERE u."email" = :f_email AND u."deleted_at" IS NULL)
                    """),
            .init(
                "createdAt.gte",
                binding: "f_createdAt_gte",
                .datetime,
                condition: #"t."created_at" >= :f_createdAt_gte"#),
            .init(
                "createdAt.lt",
                binding: "f_createdAt_lt",
                .datetime,
                condition: #"t."created_at" < :f_createdAt_lt"#),
        ],
        orders: [
            .init(
                "-createdAt",
                column: "created_at",
                forward: #"t."created_at" DESC, t."id" DESC"#,
                backward: #"t."created_at", t."id""#,
                after: #"(t."created_at", t."id") < (:cursorValue, :cursorID)"#,
                before: #"(t."created_at", t."id") > (:cursorValue, :cursorID)"#),
            .init(
                "createdAt",
                column: "created_at",
                forward: #"t."created_at", t."id""#,
                backward: #"t."created_at" DESC, t."id" DESC"#,
                after: #"(t."created_at", t."id") > (:cursorValue, :cursorID)"#,
                before: #"(t."created_at", t."id") < (:cursorValue, :cursorID)"#),
            .init(
                "name",
                column: "name",
                forward: #"t."name", t."id""#,
                backward: #"t."name" DESC, t."id" DESC"#,
                after: #"(t."name", t."id") > (:cursorValue, :cursorID)"#,
                before: #"(t."name", t."id") < (:cursorValue, :cursorID)"#),
            .init(
                "-name",
                column: "name",
                forward: #"t."name" DESC, t."id" DESC"#,
                backward: #"t."name", t."id""#,
                after: #"(t."name", t."id") < (:cursorValue, :cursorID)"#,
                before: #"(t."name", t."id") > (:cursorValue, :cursorID)"#),
        ],
        search: .init(
            select: """
                SELECT t."id", t."email", t."name", t."phone", t."role", t."status", t."last_login_at",
                t."created_at", t."updated_at", t."version", s."rank"
                FROM "users_search" AS s JOIN "users" AS t ON t."_row" = s."rowid"
                WHERE "users_search" MATCH :q AND +(:role >= 1) AND t."deleted_at" IS NULL
                """,
            count: """
                SELECT count(*)
                FROM "users_search" AS s JOIN "users" AS t ON t."_row" = s."rowid"
                WHERE "users_search" MATCH :q AND +(:role >= 1) AND t."deleted_at" IS NULL
                """,
            order: .init(
                "q",
                column: "rank",
                forward: #"s."rank", t."id""#,
                backward: #"s."rank" DESC, t."id" DESC"#,
                after: #"(s."rank", t."id") > (:cursorValue, :cursorID)"#,
                before: #"(s."rank", t."id") < (:cursorValue, :cursorID)"#)),
        paging: .cursor(size: 50, maximum: 1000))

    /// GET /v1/users
    static let listEndpoint = Endpoint(
        "User.list",
        .get,
        "/v1/users",
        query: ["role", "status", "email", "createdAt.gte", "createdAt.lt", "q", "sort", "limit", "cursor"]
    ) { call in
        try await resource.list(call, listing, allow: UserRules.listAllowed)
    }
}
