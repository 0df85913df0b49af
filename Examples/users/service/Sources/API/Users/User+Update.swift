import HTTPTypes
import Platform

extension UserResource {
    /// PATCH /v1/users/{id}
    static let updateEndpoint = Endpoint(
        "User.update",
        .patch,
        "/v1/users/{id}",
        body: .mergePatch
    ) { call in
        try await resource.update(
            call,
            updateBody,
            allow: UserRules.updateAllowed,
            guards: UserRules.updateGuards,
            isAudited: true)
    }
}
