import Platform

extension AccountEndpoints {
    /// POST /v1/auth/refresh
    static func refresh(_ accounts: Accounts) -> Endpoint {
        .refresh("/v1/auth/refresh", accounts: accounts)
    }
}
