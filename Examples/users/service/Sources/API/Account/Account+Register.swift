import Platform

extension AccountEndpoints {
    /// POST /v1/auth/register
    static func register(_ accounts: Accounts) -> Endpoint {
        .register("/v1/auth/register", accounts: accounts, location: API.accountLocation) { call, json in
            try await UserResource.resource.prepare(call, UserResource.createBody, json)
        }
    }
}
