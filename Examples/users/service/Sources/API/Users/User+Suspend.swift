import HTTPTypes
import Platform

extension UserResource {
    /// POST /v1/users/{id}/suspend
    static let suspendEndpoint = Endpoint(
        "User.suspend",
        .post,
        "/v1/users/{id}/suspend",
        body: .json
    ) { call in
        try await resource.act(
            call,
            Body(
                [
                    Member("reason", .text, minimum: 1, maximum: 500, isRequired: true)
                ]),
            allow: UserRules.suspendAllowed,
            when: UserRules.suspendPossible,
            statement: """
                UPDATE "users"
                SET "status" = 'suspended', "updated_at" = :now, "version" = "version" + 1
                WHERE "id" = :id AND "version" = :version AND "deleted_at" IS NULL
                RETURNING "id", "email", "name", "phone", "role", "status", "last_login_at", "created_at",
                "updated_at", "version"
                """,
            revokesSessions: true,
            isAudited: true)
    }
}
