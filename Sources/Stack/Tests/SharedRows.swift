import Blueprint
import Source

/// Rows and accounts that several cases of a suite begin with, declared once under a name.
struct SharedRows {
    private var names: [(row: Given.Row, name: String)] = []
    private var accounts: [Given.Account] = []
    private let schema: Schema

    init(_ cases: [Case], _ schema: Schema) {
        self.schema = schema
        var numbers: [String: Int] = [:]
        for row in Self.repeated(cases.flatMap(\.given.rows)) {
            numbers[row.resource, default: 0] += 1
            names.append((row, "\(SwiftText.lowerFirst(row.resource))\(numbers[row.resource] ?? 0)"))
        }
        accounts = Self.repeated(cases.flatMap(\.given.accounts))
    }

    /// What occurs more than once, in the order of first appearance.
    private static func repeated<Value: Equatable>(_ values: [Value]) -> [Value] {
        var seen: [Value] = []
        var repeated: [Value] = []
        for value in values {
            if !seen.contains(value) { seen.append(value) } else if !repeated.contains(value) { repeated.append(value) }
        }
        return seen.filter(repeated.contains)
    }

    /// `static let user1 = TestRow("users", ["id": "…"])`
    var declarations: [String] {
        names.map { row, name in "private static let \(name) = \(text(row, "TestRow", indent: 4))" }
            + accounts.enumerated().map { index, account in
                "private static let account\(index + 1) = \(text(account, "TestAccount", indent: 4))"
            }
    }

    /// The account in a test: its name, or the account itself.
    func reference(_ account: Given.Account) -> String {
        accounts.firstIndex(of: account).map { "Self.account\($0 + 1)" } ?? text(account, ".init", indent: 16)
    }

    private func text(_ account: Given.Account, _ head: String, indent: Int) -> String {
        var arguments = [SwiftText.literal(account.id), "login: \(SwiftText.literal(account.login))"]
        if let password = account.password { arguments.append("password: \(SwiftText.literal(password))") }
        if account.failures > 0 { arguments.append("failures: \(account.failures)") }
        return Layout.call(head, arguments, indent: indent, prefix: 30)
    }

    /// The row in a test: its name, or the row itself.
    func reference(_ row: Given.Row) -> String {
        names.first { $0.row == row }.map { "Self." + $0.name } ?? text(row, ".init", indent: 16)
    }

    private func text(_ row: Given.Row, _ head: String, indent: Int) -> String {
        let cells = row.columns.map { Layout.pair(SwiftText.literal($0.column), $0.value.swift, indent: indent + 8) }
        var arguments = [
            SwiftText.literal(schema.table(of: row.resource)?.name ?? row.resource),
            Layout.array(cells, indent: indent + 4),
        ]
        if !row.lists.isEmpty {
            let lists = row.lists.map { elements in
                "\(SwiftText.literal(elements.table)): [\(elements.values.map(\.swift).joined(separator: ", "))]"
            }
            arguments.append("lists: [\(lists.joined(separator: ", "))]")
        }
        return Layout.call(head, arguments, indent: indent, prefix: 30)
    }
}

/// Names of functions, each once.
struct UniqueNames {
    private var taken: Set<String> = []

    /// Of `User.update/allow.owner` the part behind the operation: `allowOwner`; numbered when it is taken.
    mutating func claim(_ id: String) -> String {
        let words = id.split(separator: "/", maxSplits: 1).last.map(String.init) ?? id
        let name = SwiftText.identifier(words)
        var candidate = name
        var number = 1
        while !taken.insert(candidate).inserted {
            number += 1
            candidate = "\(name)\(number)"
        }
        return candidate
    }
}
