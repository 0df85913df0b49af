import HTTPTypes
import Platform

extension AccountEndpoints {
    /// GET /v1/me
    static let meGet = Endpoint("me.get", .get, "/v1/me") { call in
        try await UserResource.resource.getMe(call)
    }
}
