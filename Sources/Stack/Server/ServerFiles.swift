import Blueprint
import Brief
import Source

/// `Sources/Server/Server.swift`: the executable.
func serverFile() -> RenderedFile {
    RenderedFile(
        "Sources/Server/Server.swift",
        """
        import API
        import Platform

        /// `Server serve`, `migrate`, `seed`, `admin create`, `backup`, `restore`, `purge`, `config`, `keys`.
        @main
        enum Server {
            static func main() async { await ServerCommand.main(API.definition) }
        }

        """)
}

/// `Sources/API/Seed.swift`: what a development database is filled with: rows of each resource, and an account for each role.
func seedFile(_ blueprint: Blueprint) -> RenderedFile {
    let demo = blueprint.demoAccounts()
    let accounts = demoAccounts(blueprint, demo.accounts)
    let rows = demo.others + SeedSamples(blueprint.cases).rows(of: blueprint.brief)
    let statements = seedRows(blueprint, rows).map { SwiftText.sql($0, stands: true) }
    var arguments: [String] = []
    if !accounts.isEmpty { arguments.append("accounts: " + Layout.array(accounts, indent: 8, prefix: 200)) }
    if !statements.isEmpty { arguments.append("statements: " + Layout.array(statements, indent: 8, prefix: 200)) }
    return RenderedFile(
        "Sources/API/Seed.swift",
        """
        import GRDB
        import Platform

        extension API {
            /// Data for a development machine. The passwords are known to everyone who reads this.
            static let seed = \(Layout.call("Seed", arguments, indent: 8).indented().drop { $0 == " " })
        }

        """)
}

/// An account for each role: `admin@example.org`.
private func demoAccounts(_ blueprint: Blueprint, _ rows: [Given.Row]) -> [String] {
    guard let auth = blueprint.brief.auth, let subject = blueprint.brief.resource(auth.subject),
        let table = blueprint.schema.table(of: subject.name)
    else { return [] }
    let isEmail = subject.fields.first { $0.name == auth.login }?.type == .email
    let roles = auth.roleField == nil ? ["demo"] : blueprint.brief.roles
    return zip(roles, rows).map { role, row in
        let fields = subject.fields.compactMap { field -> String? in
            let isLeftOut = field.isNullable || field.defaultValue != nil
            if [auth.login, auth.roleField].contains(field.name)
                || isLeftOut && !blueprint.signInFields.contains(field.name)
            {
                return nil
            }
            guard let column = table.columns.first(where: { $0.field == field.name }),
                let value = row.columns.first(where: { $0.column == column.name })?.value
            else { return nil }
            return "\(SwiftText.literal(field.name)): \(value.swift).databaseValue"
        }
        var arguments = [
            "login: \(SwiftText.literal(isEmail ? "\(role)@example.org" : role))",
            "password: \"correct horse battery\"",
        ]
        if auth.roleField != nil { arguments.append("role: \(SwiftText.literal(role))") }
        if !fields.isEmpty { arguments.append("fields: \(Layout.array(fields, indent: 20, prefix: 8))") }
        return Layout.call(".init", arguments, indent: 16)
    }
}

/// Rows that can be inserted again and again.
private func seedRows(_ blueprint: Blueprint, _ rows: [Given.Row]) -> [String] {
    var seen: Set<String> = []
    return rows.compactMap { row -> String? in
        guard let table = blueprint.schema.table(of: row.resource) else { return nil }
        let columns = row.columns.map { SQLText.identifier($0.column) }.joined(separator: ", ")
        let values = row.columns.map(\.value.sqlText).joined(separator: ", ")
        let statement = "INSERT OR IGNORE INTO \(SQLText.identifier(table.name)) (\(columns)) VALUES (\(values))"
        return seen.insert(statement).inserted ? statement : nil
    }
}

/// The rows that the plan's cases of a list begin with, by resource.
private struct SeedSamples {
    private var rows: [String: [Given.Row]] = [:]

    /// From the list's own case, where there is one that has any; else from the first case that has.
    init(_ cases: some Sequence<Case>) {
        for one in cases {
            let isOrder = one.id.hasSuffix(".list/order.default")
            for resource in one.given.rows.map(\.resource)
            where rows[resource] == nil || isOrder && one.operation == "\(resource).list" {
                rows[resource] = one.given.rows
            }
        }
    }

    /// Of each resource and of those it refers to.
    func rows(of brief: Brief) -> [Given.Row] { brief.resources.flatMap { rows[$0.name] ?? [] } }
}

extension SQLValue {
    fileprivate var sqlText: String {
        switch self {
        case .null: "NULL"
        case .integer(let number): String(number)
        case .text(let text): SQLText.literal(text)
        }
    }
}
