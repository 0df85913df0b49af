import Platform

extension AccountEndpoints {
    /// POST /v1/me/password
    static func password(_ accounts: Accounts) -> Endpoint {
        .changePassword("/v1/me/password", accounts: accounts)
    }
}
