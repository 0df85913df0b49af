import Platform

extension AccountEndpoints {
    /// POST /v1/auth/password/reset
    static func reset(_ accounts: Accounts) -> Endpoint {
        .reset("/v1/auth/password/reset", accounts: accounts)
    }
}
