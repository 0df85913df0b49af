import Blueprint
import Source

/// Rows and accounts that several cases of a suite begin with, declared once under a name.
struct SharedRows {
    /// In the order of declaration.
    private let rows: [Given.Row]
    private let accounts: [Given.Account]
    private let rowNames: [Given.Row: String]
    private let accountNames: [Given.Account: String]
    private let schema: Schema

    init(_ cases: [Case], _ schema: Schema) {
        self.schema = schema
        rows = Self.repeated(cases.flatMap(\.given.rows))
        accounts = Self.repeated(cases.flatMap(\.given.accounts))
        // A resource may be called `Account`, and one `Thing1` beside another `Thing`.
        var taken: Set<String> = []
        func name(_ stem: String) -> String {
            var number = 1
            while !taken.insert("\(stem)\(number)").inserted { number += 1 }
            return "\(stem)\(number)"
        }
        rowNames = rows.reduce(into: [:]) { $0[$1] = name(SwiftText.lowerFirst($1.resource)) }
        accountNames = accounts.reduce(into: [:]) { $0[$1] = name("account") }
    }

    /// What occurs more than once, in the order of first appearance.
    private static func repeated<Value: Hashable>(_ values: [Value]) -> [Value] {
        var counts: [Value: Int] = [:]
        var seen: [Value] = []
        for value in values {
            counts[value, default: 0] += 1
            if counts[value] == 1 { seen.append(value) }
        }
        return seen.filter { counts[$0] != 1 }
    }

    /// `static let user1 = TestRow("users", ["id": "…"])`
    var declarations: [String] {
        rows.map { "private static let \(rowNames[$0] ?? "") = \(text($0, "TestRow", indent: 4))" }
            + accounts.map {
                "private static let \(accountNames[$0] ?? "") = \(text($0, "TestAccount", indent: 4))"
            }
    }

    /// The account in a test: its name, or the account itself.
    func reference(_ account: Given.Account) -> String {
        accountNames[account].map { "Self." + $0 } ?? text(account, ".init", indent: 16)
    }

    private func text(_ account: Given.Account, _ head: String, indent: Int) -> String {
        var arguments = [SwiftText.literal(account.id), "login: \(SwiftText.literal(account.login))"]
        if let password = account.password { arguments.append("password: \(SwiftText.literal(password))") }
        if account.failures > 0 { arguments.append("failures: \(account.failures)") }
        return Layout.call(head, arguments, indent: indent, prefix: 30)
    }

    /// The row in a test: its name, or the row itself.
    func reference(_ row: Given.Row) -> String {
        rowNames[row].map { "Self." + $0 } ?? text(row, ".init", indent: 16)
    }

    private func text(_ row: Given.Row, _ head: String, indent: Int) -> String {
        let cells = row.columns.map { Layout.pair(SwiftText.literal($0.column), $0.value.swift, indent: indent + 8) }
        var arguments = [
            SwiftText.literal(schema.table(of: row.resource)?.name ?? row.resource),
            Layout.array(cells, indent: indent + 4),
        ]
        if !row.lists.isEmpty {
            let lists = row.lists.map { elements in
                let values = "[\(elements.values.map(\.swift).joined(separator: ", "))]"
                return Layout.pair(SwiftText.literal(elements.table), values, indent: indent + 8)
            }
            arguments.append("lists: " + Layout.array(lists, indent: indent + 4, prefix: 7))
        }
        return Layout.call(head, arguments, indent: indent, prefix: 30)
    }
}

/// Names of functions, each once.
struct UniqueNames {
    private var taken: Set<String> = []

    /// Of `User.update/allow.owner` the part behind the operation: `allowOwner`; numbered when it is taken.
    mutating func claim(_ id: String) -> String {
        let words = id.utf8.firstIndex(of: UInt8(ascii: "/")).map { id[id.utf8.index(after: $0)...] }
        let name = SwiftText.identifier(words.map(String.init) ?? id)
        var candidate = name
        var number = 1
        while !taken.insert(candidate).inserted {
            number += 1
            candidate = "\(name)\(number)"
        }
        return candidate
    }
}
