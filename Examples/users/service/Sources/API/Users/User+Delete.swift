import HTTPTypes
import Platform

extension UserResource {
    /// DELETE /v1/users/{id}
    static let deleteEndpoint = Endpoint("User.delete", .delete, "/v1/users/{id}") { call in
        try await resource.delete(call, allow: UserRules.deleteAllowed, isAudited: true)
    }
}
