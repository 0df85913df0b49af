import GRDB
import Platform

/// User: its statements, and what its requests may hold.
enum UserResource {
    static let resource = Resource<UserRecord>(
        "User",
        path: "/v1/users",
        statements: .init(
            byKey: """
                SELECT t."id", t."email", t."name", t."phone", t."role", t."status", t."last_login_at",
                t."created_at", t."updated_at", t."version"
                FROM "users" AS t
                WHERE t."id" = :id AND t."deleted_at" IS NULL
                """,
            byID: """
                SELECT t."id", t."email", t."name", t."phone", t."role", t."status", t."last_login_at",
                t."created_at", t."updated_at", t."version"
                FROM "users" AS t
                WHERE t."id" = :id AND t."deleted_at" IS NULL
                """,
            insert: """
                INSERT INTO "users" ("id", "email", "name", "phone", "role", "status", "last_login_at",
                "created_at", "updated_at", "version")
                VALUES (:id, :email, :name, :phone, :role, :status, :last_login_at, :created_at, :updated_at, 1)
                RETURNING "id", "email", "name", "phone", "role", "status", "last_login_at", "created_at",
                "updated_at", "version"
                """,
            update: """
                UPDATE "users"
                SET "email" = :email, "name" = :name, "phone" = :phone, "role" = :role, "status" = :status,
                "last_login_at" = :last_login_at, "updated_at" = :updated_at, "version" = "version" + 1
                WHERE "id" = :id AND "version" = :version AND "deleted_at" IS NULL
                RETURNING "id", "email", "name", "phone", "role", "status", "last_login_at", "created_at",
                "updated_at", "version"
                """,
            delete: """
                UPDATE "users"
                SET "deleted_at" = :now, "updated_at" = :now, "version" = "version" + 1
                WHERE "id" = :id AND "version" = :version AND "deleted_at" IS NULL
                """),
        initial: [
            "phone": .null, "role": "user".databaseValue, "status": "active".databaseValue, "last_login_at": .null,
        ],
        get: UserRules.getAllowed,
        unique: [
            .init(
                member: "email",
                column: "email",
                statement: """
                    SELECT 1
                    FROM "users" AS t
                    WHERE t."email" = :value AND t."id" IS NOT :id AND t."deleted_at" IS NULL
                    """)
        ])

    /// What a request to make one may hold.
    static let createBody = Body(
        [
            Member("email", column: "email", .email, isRequired: true),
            Member("name", column: "name", .text, minimum: 1, maximum: 80, isRequired: true),
            Member("phone", column: "phone", .text, maximum: 20, pattern: "^\\+[0-9]{7,15}$", isNullable: true),
        ],
        refused: [
            "id": .readonly, "role": .forbidden, "status": .readonly, "lastLoginAt": .readonly, "createdAt": .readonly,
            "updatedAt": .readonly,
        ])

    /// What a merge patch may change.
    static let updateBody = Body(
        [
            Member("email", column: "email", .email),
            Member("name", column: "name", .text, minimum: 1, maximum: 80),
            Member("phone", column: "phone", .text, maximum: 20, pattern: "^\\+[0-9]{7,15}$", isNullable: true),
            Member("role", column: "role", .enumeration(["user", "support", "admin"]), initial: "user"),
        ],
        refused: [
            "id": .readonly, "status": .readonly, "lastLoginAt": .readonly, "createdAt": .readonly,
            "updatedAt": .readonly,
        ])
}
