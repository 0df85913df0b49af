import Brief

/// `Examples/users/brief.yaml` as values.
func usersBrief() -> Brief {
    let status = Rule.compare(.equal, Rule.field("status"), Rule.word("active"))
    let suspended = Rule.compare(.equal, Rule.field("status"), Rule.word("suspended"))
    let otherAdmin = Rule.role("admin").and(Rule.isNotSelf)
    let paths: [(Auth.Operation, String)] = [
        (.register, "/auth/register"), (.login, "/auth/login"), (.refresh, "/auth/refresh"), (.logout, "/auth/logout"),
        (.forgot, "/auth/password/forgot"), (.reset, "/auth/password/reset"), (.password, "/me/password"),
    ]
    let auth = Auth(
        subject: "User", login: "email", passwordLength: 8...128, roleField: "role", when: status, access: Seconds(900),
        refresh: Seconds(2_592_000), lockout: Lockout(failures: 10, window: Seconds(900)),
        endpoints: paths.map { Auth.Endpoint(operation: $0.0, method: "POST", path: $0.1) }, me: "/me")
    let user = Resource(
        name: "User", path: "/users", operations: [.list, .get, .update, .delete],
        fields: [
            Field(name: "email", type: .email, isUnique: true),
            Field(name: "name", type: .string, bounds: Bounds(minimum: Number(units: 1), maximum: Number(units: 80))),
            Field(
                name: "phone", type: .string, bounds: Bounds(maximum: Number(units: 20)), isNullable: true,
                pattern: #"^\+[0-9]{7,15}$"#),
            Field(
                name: "role", type: .enumeration(["user", "support", "admin"]), defaultValue: .enumeration("user")),
            Field(
                name: "status", type: .enumeration(["active", "suspended"]), isReadonly: true,
                defaultValue: .enumeration("active")),
            Field(name: "lastLoginAt", type: .datetime, isNullable: true, isReadonly: true),
        ],
        permissions: [
            Permission(operation: "list", rule: Rule.role("support")),
            Permission(operation: "get", rule: Rule.isSelf.or(Rule.role("support"))),
            Permission(operation: "update", rule: Rule.isSelf.or(Rule.role("admin"))),
            Permission(operation: "delete", rule: otherAdmin), Permission(operation: "suspend", rule: otherAdmin),
            Permission(operation: "activate", rule: Rule.role("admin")),
        ], fieldGuards: [FieldGuard(operation: .update, field: "role", rule: otherAdmin)],
        listing: Listing(
            filters: [
                .init(parameter: "role", test: .field("role", .eq)),
                .init(parameter: "status", test: .field("status", .eq)),
                .init(parameter: "email", test: .field("email", .eq)),
                .init(parameter: "createdAt.gte", test: .field("createdAt", .gte)),
                .init(parameter: "createdAt.lt", test: .field("createdAt", .lt)),
            ], search: ["name", "email"], sort: ["createdAt", "name"]),
        actions: [
            Action(
                name: "suspend", when: status,
                input: [
                    Field(
                        name: "reason", type: .string,
                        bounds: Bounds(minimum: Number(units: 1), maximum: Number(units: 500)))
                ],
                assignments: [.init(field: "status", value: Rule.word("suspended"))], revokesSessions: true),
            Action(
                name: "activate", when: suspended, assignments: [.init(field: "status", value: Rule.word("active"))]),
        ], deletion: .soft(Seconds(2_592_000)), audited: ["update", "delete", "suspend", "activate"])
    return Brief(
        api: "users", title: "User Management API", version: "v1", roles: ["user", "support", "admin"], auth: auth,
        resources: [user],
        limits: Limit.defaults + [
            Limit(scope: .operation("auth.login"), requests: 5, window: Seconds(60), subjects: [.ip, .field("email")]),
            Limit(scope: .operation("auth.forgot"), requests: 3, window: Seconds(3600), subjects: [.field("email")]),
        ])
}
