import HTTPTypes
import Platform

extension UserResource {
    /// GET /v1/users/{id}
    static let getEndpoint = Endpoint("User.get", .get, "/v1/users/{id}") { call in
        try await resource.get(call)
    }
}
