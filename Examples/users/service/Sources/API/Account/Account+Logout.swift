import Platform

extension AccountEndpoints {
    /// POST /v1/auth/logout
    static func logout(_ accounts: Accounts) -> Endpoint {
        .logout("/v1/auth/logout", accounts: accounts)
    }
}
