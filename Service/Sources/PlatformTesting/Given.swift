import GRDB

/// A value as it lies in the database.
public struct TestValue: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByNilLiteral
{
    var stored: DatabaseValue

    public init(stringLiteral value: String) { stored = value.databaseValue }
    public init(integerLiteral value: Int64) { stored = value.databaseValue }
    public init(nilLiteral: ()) { stored = .null }
}

/// A row that is in the database before the first request.
public struct TestRow: Sendable {
    var table: String
    var columns: [(String, TestValue)]
    var lists: [(String, [TestValue])]

    /// - Parameter lists: elements of list fields, by the table that holds them.
    public init(
        _ table: String, _ columns: KeyValuePairs<String, TestValue>, lists: KeyValuePairs<String, [TestValue]> = [:]
    ) {
        self.table = table
        self.columns = columns.map { ($0.key, $0.value) }
        self.lists = lists.map { ($0.key, $0.value) }
    }

    func insert(on connection: Database) throws {
        try Self.insert(table, columns.map { ($0.0, $0.1.stored) }, on: connection)
        guard let id = columns.first(where: { $0.0 == "id" })?.1.stored else { return }
        for (table, elements) in lists {
            for (position, element) in elements.enumerated() {
                try Self.insert(
                    table, [("parent_id", id), ("position", position.databaseValue), ("value", element.stored)],
                    on: connection)
            }
        }
    }

    static func insert(_ table: String, _ values: [(String, DatabaseValue)], on connection: Database) throws {
        let columns = values.map { $0.0.quoted }.joined(separator: ", ")
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        try connection.execute(
            sql: "INSERT INTO \(table.quoted) (\(columns)) VALUES (\(marks))",
            arguments: StatementArguments(values.map(\.1)))
    }
}

/// Makes a row an account that can sign in.
public struct TestAccount: Sendable {
    var id: String
    var login: String
    var password: String?
    var failures: Int

    /// - Parameters:
    ///   - password: nil: it has none.
    ///   - failures: failed sign-ins, a minute ago.
    public init(_ id: String, login: String, password: String? = nil, failures: Int = 0) {
        self.id = id
        self.login = login
        self.password = password
        self.failures = failures
    }
}

/// A refresh token or a reset token.
public struct TestToken: Sendable {
    var token: String
    var account: String
    var isUsed: Bool
    var expiresIn: Int64

    /// - Parameter expiresIn: seconds from now; negative: expired.
    public init(_ token: String, account: String, isUsed: Bool = false, expiresIn: Int64) {
        self.token = token
        self.account = account
        self.isUsed = isUsed
        self.expiresIn = expiresIn
    }
}

/// An entry of the audit log.
public struct TestAudit: Sendable, Equatable {
    var operation: String
    var actor: String?
    var subject: String

    public init(_ operation: String, actor: String?, subject: String) {
        self.operation = operation
        self.actor = actor
        self.subject = subject
    }
}

extension String {
    var quoted: String { "\"" + replacing("\"", with: "\"\"") + "\"" }
}
