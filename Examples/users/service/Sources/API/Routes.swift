import HTTPTypes
import Platform

extension API {
    /// Every operation of the API.
    static func endpoints(_ accounts: Accounts) -> [Endpoint] {
        [
            AccountEndpoints.register(accounts),
            AccountEndpoints.login(accounts),
            AccountEndpoints.refresh(accounts),
            AccountEndpoints.logout(accounts),
            AccountEndpoints.forgot(accounts),
            AccountEndpoints.reset(accounts),
            AccountEndpoints.password(accounts),
            AccountEndpoints.meGet,
            AccountEndpoints.meUpdate,
            UserResource.getEndpoint,
            UserResource.listEndpoint,
            UserResource.updateEndpoint,
            UserResource.suspendEndpoint,
            UserResource.activateEndpoint,
            UserResource.deleteEndpoint,
        ]
    }
}
