import HTTPTypes
import Platform

extension AccountEndpoints {
    /// PATCH /v1/me
    static let meUpdate = Endpoint("me.update", .patch, "/v1/me", body: .mergePatch) { call in
        try await UserResource.resource.updateMe(
            call,
            UserResource.updateBody,
            allow: UserRules.updateAllowed,
            guards: UserRules.updateGuards,
            isAudited: true)
    }
}
