import Platform

extension AccountEndpoints {
    /// POST /v1/auth/password/forgot
    static func forgot(_ accounts: Accounts) -> Endpoint {
        .forgot("/v1/auth/password/forgot", accounts: accounts)
    }
}
