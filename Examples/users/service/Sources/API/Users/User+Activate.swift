import HTTPTypes
import Platform

extension UserResource {
    /// POST /v1/users/{id}/activate
    static let activateEndpoint = Endpoint("User.activate", .post, "/v1/users/{id}/activate") { call in
        try await resource.act(
            call,
            allow: UserRules.activateAllowed,
            when: UserRules.activatePossible,
            statement: """
                UPDATE "users"
                SET "status" = 'active', "updated_at" = :now, "version" = "version" + 1
                WHERE "id" = :id AND "version" = :version AND "deleted_at" IS NULL
                RETURNING "id", "email", "name", "phone", "role", "status", "last_login_at", "created_at",
                "updated_at", "version"
                """,
            isAudited: true)
    }
}
