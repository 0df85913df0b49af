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
    let samples = SeedSamples(blueprint.cases)
    let accounts = demoAccounts(blueprint, samples)
    let statements = seedRows(blueprint, samples).map { SwiftText.sql($0, stands: true) }
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
private func demoAccounts(_ blueprint: Blueprint, _ samples: SeedSamples) -> [String] {
    guard let auth = blueprint.brief.auth, let subject = blueprint.brief.resource(auth.subject),
        let table = blueprint.schema.table(of: subject.name),
        let sample = samples.rows(for: subject.name).first(where: { $0.resource == subject.name })
    else { return [] }
    let isEmail = subject.fields.first { $0.name == auth.login }?.type == .email
    let roles = auth.roleField == nil ? ["demo"] : blueprint.brief.roles
    return roles.map { role in
        let fields = subject.fields.compactMap { field -> String? in
            if [auth.login, auth.roleField].contains(field.name) || field.isNullable || field.defaultValue != nil {
                return nil
            }
            guard let column = table.columns.first(where: { $0.field == field.name }),
                let value = sample.columns.first(where: { $0.column == column.name })?.value
            else { return nil }
            let text = field.isUnique ? SwiftText.literal(role) : value.swift
            return "\(SwiftText.literal(field.name)): \(text).databaseValue"
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
private func seedRows(_ blueprint: Blueprint, _ samples: SeedSamples) -> [String] {
    var seen: Set<String> = []
    return blueprint.brief.resources.flatMap { resource in
        samples.rows(for: resource.name).compactMap { row -> String? in
            guard let table = blueprint.schema.table(of: row.resource) else { return nil }
            let columns = row.columns.map { SQLText.identifier($0.column) }.joined(separator: ", ")
            let values = row.columns.map(\.value.sqlText).joined(separator: ", ")
            let statement = "INSERT OR IGNORE INTO \(SQLText.identifier(table.name)) (\(columns)) VALUES (\(values))"
            return seen.insert(statement).inserted ? statement : nil
        }
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

    /// Of the resource and of those it refers to.
    func rows(for resource: String) -> [Given.Row] { rows[resource] ?? [] }
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
