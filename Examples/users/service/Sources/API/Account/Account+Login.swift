import Platform

extension AccountEndpoints {
    /// POST /v1/auth/login
    static func login(_ accounts: Accounts) -> Endpoint {
        .login("/v1/auth/login", accounts: accounts)
    }
}
