import Blueprint
import Brief
import Source

/// One file for an account operation: Platform's own endpoint at the brief's path.
func accountOperationFile(
    _ endpoint: Endpoint, _ operation: Auth.Operation, _ names: ResourceNames, _ blueprint: Blueprint
) -> RenderedFile {
    let path = SwiftText.literal(endpoint.path)
    let body = registersApart(endpoint.resource, blueprint) ? "registerBody" : "createBody"
    let call =
        switch operation {
        case .register:
            """
            .register(\(path), accounts: accounts, location: API.accountLocation) { call, json in
                try await \(names.type).resource.prepare(call, \(names.type).\(body), json)
            }
            """
        case .password: ".changePassword(\(path), accounts: accounts)"
        default: ".\(operation.rawValue)(\(path), accounts: accounts)"
        }
    return RenderedFile(
        "Sources/API/Account/Account+\(SwiftText.upperFirst(operation.rawValue)).swift",
        """
        import Platform

        extension AccountEndpoints {
            /// \(endpoint.method) \(endpoint.path)
            static func \(operation.rawValue)(_ accounts: Accounts) -> Endpoint {
        \(call.indented(2))
            }
        }

        """)
}

/// `Sources/API/Account/API+Accounts.swift`: who may sign in, and how.
func accountsFile(_ auth: Auth, _ rendering: Rendering) -> RenderedFile? {
    let blueprint = rendering.blueprint
    guard let subject = blueprint.brief.resource(auth.subject), let table = blueprint.schema.table(of: auth.subject)
    else {
        return nil
    }
    let names = ResourceNames(subject, blueprint)
    func column(_ field: String) -> String {
        SwiftText.literal(table.columns.first { $0.field == field }?.name ?? field)
    }
    let isEmail = subject.fields.first { $0.name == auth.login }?.type == .email
    var arguments = [
        "table: \(SwiftText.literal(table.name))",
        "login: .init(field: \(SwiftText.literal(auth.login)), column: \(column(auth.login)), isLowercased: \(isEmail))",
    ]
    if let role = auth.roleField { arguments.append("roleColumn: \(column(role))") }
    arguments.append("roles: [\(blueprint.brief.roles.map(SwiftText.literal).joined(separator: ", "))]")
    if auth.when != nil {
        let active = rendering.piece("String") { $0.accountCondition.map { SwiftText.sql($0.sql) } ?? "\"1\"" }
        arguments.append("active: \(active)")
    }
    if case .soft = subject.deletion { arguments.append("softDeletes: true") }
    if let field = subject.fields.first(where: { $0.name == "lastLoginAt" && $0.isReadonly && $0.type == .datetime }) {
        arguments.append("lastLoginColumn: \(column(field.name))")
    }
    if subject.allFields[0].type == .int { arguments.append("numbersIDs: true") }
    let password = rendering.piece("PasswordPolicy") { blueprint in
        let length = blueprint.brief.auth?.passwordLength ?? 1...1
        return "PasswordPolicy(length: \(length.lowerBound)...\(length.upperBound))"
    }
    arguments += ["password: \(password)", "accessLifetime: \(SwiftText.integer(auth.access.count))"]
    if let refresh = auth.refresh { arguments.append("refreshLifetime: \(SwiftText.integer(refresh.count))") }
    if let lockout = auth.lockout {
        arguments.append(
            "lockout: .init(failures: \(lockout.failures), window: \(SwiftText.integer(lockout.window.count)))")
    }
    arguments.append("columns: \(accountColumns(subject, table))")
    let model = Layout.call(
        "AccountModel", arguments,
        closure: """
            { connection, id, _, json in
                try \(names.type).resource.write(account: id, to: &json, on: connection)
            }
            """, indent: 8)
    return RenderedFile(
        "Sources/API/Account/API+Accounts.swift",
        """
        import GRDB
        import Platform

        extension API {
            /// Who may sign in, how, and for how long.
            static let accounts = \(model.indented().drop { $0 == " " })

            /// Where an account is; `{id}` stands for its id.
            static let accountLocation = \(SwiftText.literal(location(of: subject, auth, blueprint)))
        }

        /// The operations of accounts.
        enum AccountEndpoints {}

        """)
}

private func location(of subject: Resource, _ auth: Auth, _ blueprint: Blueprint) -> String {
    if blueprint.endpoint("\(subject.name).get") != nil, subject.key == "id" {
        return blueprint.brief.basePath + subject.path + "/{id}"
    }
    return blueprint.brief.basePath + (auth.me ?? subject.path)
}

/// What the Server's commands fill when they make an account.
private func accountColumns(_ subject: Resource, _ table: Table) -> String {
    let columns = subject.fields.compactMap { field -> String? in
        guard let column = table.columns.first(where: { $0.field == field.name }) else { return nil }
        var arguments = ["field: \(SwiftText.literal(field.name))", "column: \(SwiftText.literal(column.name))"]
        switch field.defaultValue {
        case .text(let text), .enumeration(let text), .date(let text), .datetime(let text):
            arguments.append("initial: \(SwiftText.literal(text)).databaseValue")
        case .int(let number): arguments.append("initial: " + databaseValueText(SwiftText.integer(number)))
        case .bool(let value): arguments.append("initial: \(value).databaseValue")
        case .decimal(let number): arguments.append("initial: " + databaseValueText(SwiftText.integer(number.units)))
        default: if field.isNullable { arguments.append("initial: .null") }
        }
        return Layout.call(".init", arguments, indent: 16)
    }
    return Layout.array(columns, indent: 8, prefix: 200)
}
