import GRDB
import Platform

extension API {
    /// Who may sign in, how, and for how long.
    static let accounts = AccountModel(
        table: "users",
        login: .init(field: "email", column: "email", isLowercased: true),
        roleColumn: "role",
        roles: ["user", "support", "admin"],
        active: #"("t"."status" IS 'active')"#,
        softDeletes: true,
        lastLoginColumn: "last_login_at",
        password: PasswordPolicy(length: 8...128),
        accessLifetime: 900,
        refreshLifetime: 2_592_000,
        lockout: .init(failures: 10, window: 900),
        columns: [
            .init(field: "email", column: "email"), .init(field: "name", column: "name"),
            .init(field: "phone", column: "phone", initial: .null),
            .init(field: "role", column: "role", initial: "user".databaseValue),
            .init(field: "status", column: "status", initial: "active".databaseValue),
            .init(field: "lastLoginAt", column: "last_login_at", initial: .null),
        ]
    ) { connection, id, _, json in
        try UserResource.resource.write(account: id, to: &json, on: connection)
    }

    /// Where an account is; `{id}` stands for its id.
    static let accountLocation = "/v1/users/{id}"
}

/// The operations of accounts.
enum AccountEndpoints {}
