import Platform

/// What the service is: its name, its limits, its operations.
public enum API {
    public static let definition = ServiceDefinition(
        name: "users",
        version: "v1",
        accounts: accounts,
        softDeleted: [.init(table: "users", retention: 2_592_000)],
        seed: seed,
        limits: [
            .init("default", .signedIn, 600, per: 60, by: [.user]),
            .init("anonymous", .anonymous, 60, per: 60, by: [.ip]),
            .init("auth.login", .operation("auth.login"), 5, per: 60, by: [.ip, .field("email")]),
            .init("auth.forgot", .operation("auth.forgot"), 3, per: 3600, by: [.field("email")]),
        ],
        latencyObjective: 0.2,
        endpoints: { $0.map(endpoints) ?? [] })
}

/// The roles, lowest first, by their rank.
enum Role {
    static let user = 0
    static let support = 1
    static let admin = 2
}
