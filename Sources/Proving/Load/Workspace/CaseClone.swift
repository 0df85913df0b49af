import Blueprint
import Brief
import Foundation

/// A case of the test plan, had by somebody else: the same rows with ids and unique values of their own, so that many of
/// them live in one database.
struct CaseClone: Sendable, Equatable {
    var given: Given
    var request: Request
    var expected: Int

    /// - Parameter number: each clone of a database has its own.
    /// - Returns: nil where the case cannot be had more than once: several steps, or ids that are numbers.
    init?(of original: Case, number: Int, _ blueprint: Blueprint, _ endpoint: Endpoint) {
        guard original.steps.count == 1, let step = original.steps.first, step.request.follows == nil,
            let names = Self.names(original.given, number, blueprint)
        else { return nil }
        expected = step.expect.status
        given = Self.renamed(original.given, names)
        request = step.request
        if case .account(let id) = request.identity { request.identity = .account(names[id] ?? id) }
        request.path = request.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            let plain = String(part).removingPercentEncoding ?? String(part)
            return names[plain] ?? String(part)
        }.joined(separator: "/")
        request.query = request.query.map { .init($0.name, names[$0.value] ?? $0.value) }
        if case .json(let body) = request.body {
            // A clone has 64 numbers: its rows take the first, what it writes the last.
            let unique = Dictionary(
                (endpoint.body?.members ?? []).map(\.field).filter(\.isUnique).map { field in
                    (field.name, { Self.distinct($0, number * 64 + 63, field) })
                }, uniquingKeysWith: { first, _ in first })
            request.body = .json(Self.renamed(body, names, unique: unique))
        }
    }

    // MARK: Names

    /// By what the case calls it, what the clone calls it: ids, unique values, tokens.
    private static func names(_ given: Given, _ number: Int, _ blueprint: Blueprint) -> [String: String]? {
        var names: [String: String] = [:]
        for (position, row) in given.rows.enumerated() {
            guard let id = row.columns.first, case .text(let text) = id.value else { return nil }
            names[text] = identifier(text, number, position)
            let unique = uniqueColumns(of: row.resource, blueprint)
            for cell in row.columns.dropFirst() {
                guard let field = unique[cell.column], case .text(let value) = cell.value else { continue }
                names[value] = distinct(value, number * 64 + position, field)
            }
        }
        for token in given.refreshTokens.map(\.token) + given.resetTokens.map(\.token) {
            names[token] = opaque(token, number)
        }
        return names
    }

    /// The fields whose values are had once, by column.
    private static func uniqueColumns(of name: String, _ blueprint: Blueprint) -> [String: Field] {
        guard let table = blueprint.schema.table(of: name),
            let resource = blueprint.brief.resources.first(where: { $0.name == name })
        else { return [:] }
        let indexed = Set(table.indexes.filter { $0.isUnique && $0.parts.count == 1 }.map { $0.parts[0].column })
        let columns = table.columns.filter { $0.isUnique || indexed.contains($0.name) }
        return columns.reduce(into: [:]) { fields, column in
            fields[column.name] = resource.fields.first { $0.name == column.field }
        }
    }

    /// A UUID (RFC 9562) stays one.
    private static func identifier(_ text: String, _ number: Int, _ position: Int) -> String {
        guard UUID(uuidString: text) != nil else { return distinct(text, number) }
        return "01980000-0000-7000-8000-" + digits(number * 64 + position, 12)
    }

    /// What a field's own rules leave no room to be made distinct is made anew by them.
    private static func distinct(_ text: String, _ number: Int, _ field: Field) -> String {
        let distinct = distinct(text, number)
        let isFree = field.pattern == nil && (field.bounds?.maximum?.units ?? .max) >= distinct.count
        return isFree ? distinct : field.sampleText(number: 1_000 + number) ?? distinct
    }

    /// An address keeps its form; other text gets the number behind it.
    static func distinct(_ text: String, _ number: Int) -> String {
        guard let at = text.firstIndex(of: "@") else { return "\(text)-\(number)" }
        return "\(text[..<at]).\(number)\(text[at...])"
    }

    private static func opaque(_ token: String, _ number: Int) -> String { token.dropLast(12) + digits(number, 12) }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    // MARK: Renaming

    private static func renamed(_ given: Given, _ names: [String: String]) -> Given {
        let name = { (text: String) in names[text] ?? text }
        let value = { (value: SQLValue) in if case .text(let text) = value { SQLValue.text(name(text)) } else { value }
        }
        var given = given
        for row in given.rows.indices {
            given.rows[row].columns = given.rows[row].columns.map { .init($0.column, value($0.value)) }
            for list in given.rows[row].lists.indices {
                given.rows[row].lists[list].values = given.rows[row].lists[list].values.map(value)
            }
        }
        for index in given.accounts.indices {
            given.accounts[index].id = name(given.accounts[index].id)
            given.accounts[index].login = name(given.accounts[index].login)
        }
        for index in given.refreshTokens.indices {
            given.refreshTokens[index].account = name(given.refreshTokens[index].account)
            given.refreshTokens[index].token = name(given.refreshTokens[index].token)
        }
        for index in given.resetTokens.indices {
            given.resetTokens[index].account = name(given.resetTokens[index].account)
            given.resetTokens[index].token = name(given.resetTokens[index].token)
        }
        return given
    }

    /// Values that the rows have are theirs; a unique member that no row has yet is made distinct.
    private static func renamed(
        _ json: JSON, _ names: [String: String], unique: [String: (String) -> String] = [:]
    ) -> JSON {
        switch json {
        case .string(let text): return .string(names[text] ?? text)
        case .array(let elements): return .array(elements.map { renamed($0, names) })
        case .object(let members):
            return .object(
                members.map { member in
                    if let distinct = unique[member.name], let text = member.value.text, names[text] == nil {
                        return .init(member.name, .string(distinct(text)))
                    }
                    return .init(member.name, renamed(member.value, names))
                })
        default: return json
        }
    }
}
