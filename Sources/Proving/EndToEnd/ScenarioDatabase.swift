import Blueprint
import Crypto
import Foundation
import GRDB

/// The database file of a scenario's server: filled before, looked at afterwards.
struct ScenarioDatabase: Sendable {
    /// A case gives a row to a resource that the schema does not keep.
    struct UnknownTable: Error, CustomStringConvertible {
        var resource: String
        var description: String { "the schema has no table for the resource \(resource)" }
    }

    private let queue: DatabaseQueue
    private let schema: Schema
    /// `Case.now`, unless another time is given.
    let now: Date
    private static let timestamps = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    init(path: String, schema: Schema, now: Date? = nil) throws {
        self.schema = schema
        self.now = try now ?? Date(Case.now, strategy: Self.timestamps)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    // MARK: Before

    func insert(_ given: Given, hashes: [String: String]) throws {
        try insert([given], hashes: hashes, sessions: [], lifetime: 0)
    }

    /// Inserts many at once, and opens sessions that are good for `lifetime` seconds.
    func insert(
        _ givens: [Given], hashes: [String: String], sessions: [(id: String, account: String)], lifetime: Int
    ) throws {
        try queue.write { connection in
            // Two rows may refer to each other.
            try connection.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for given in givens { try insert(given, hashes, connection) }
            for session in sessions {
                try insert(session: session.id, of: session.account, lifetime: lifetime, connection)
            }
        }
    }

    private func insert(_ given: Given, _ hashes: [String: String], _ connection: GRDB.Database) throws {
        for row in given.rows { try insert(row, connection) }
        for account in given.accounts { try insert(account, hashes, connection) }
        for token in given.refreshTokens {
            let session = UUID().uuidString.lowercased()
            try insert(session: session, of: token.account, connection)
            try insert(
                "_refresh_tokens",
                [
                    ("hash", Self.digest(token.token)), ("session_id", session),
                    ("expires_at", time(token.expiresIn)), ("used_at", token.isUsed ? time(0) : nil),
                ], connection)
        }
        // A reset token that was used is there no more.
        for token in given.resetTokens where !token.isUsed {
            try insert(
                "_reset_tokens",
                [
                    ("hash", Self.digest(token.token)), ("account_id", token.account),
                    ("expires_at", time(token.expiresIn)),
                ], connection)
        }
    }

    /// Opens a session for an account, or one that has ended already.
    /// - Returns: its id.
    func openSession(of account: String, isRevoked: Bool) throws -> String {
        let session = UUID().uuidString.lowercased()
        try queue.write { try insert(session: session, of: account, isRevoked: isRevoked, $0) }
        return session
    }

    private func insert(_ row: Given.Row, _ connection: GRDB.Database) throws {
        guard let table = schema.table(of: row.resource) else { throw UnknownTable(resource: row.resource) }
        try insert(table.name, row.columns.map { ($0.column, $0.value.stored) }, connection)
        for elements in row.lists {
            for (position, value) in elements.values.enumerated() {
                try insert(
                    elements.table,
                    [("parent_id", row.columns[0].value.stored), ("position", position), ("value", value.stored)],
                    connection)
            }
        }
    }

    private func insert(_ account: Given.Account, _ hashes: [String: String], _ connection: GRDB.Database) throws {
        if let password = account.password {
            try insert(
                "_credentials",
                [("account_id", account.id), ("hash", hashes[password]), ("changed_at", time(0))], connection)
        }
        for _ in 0..<account.failures {
            try insert("_login_failures", [("login", Self.digest(account.login)), ("at", time(-60))], connection)
        }
    }

    private func insert(
        session: String, of account: String, isRevoked: Bool = false, lifetime: Int = 86_400,
        _ connection: GRDB.Database
    ) throws {
        try insert(
            "_sessions",
            [
                ("id", session), ("account_id", account), ("created_at", time(0)), ("expires_at", time(lifetime)),
                ("revoked_at", isRevoked ? time(0) : nil),
            ], connection)
    }

    private func insert(
        _ table: String, _ values: [(String, (any DatabaseValueConvertible)?)], _ connection: GRDB.Database
    ) throws {
        let names = values.map { $0.0.quotedDatabaseIdentifier }.joined(separator: ", ")
        let marks = databaseQuestionMarks(count: values.count)
        try connection.cachedStatement(
            sql: "INSERT INTO \(table.quotedDatabaseIdentifier) (\(names)) VALUES (\(marks))"
        ).execute(arguments: StatementArguments(values.map(\.1)))
    }

    private func time(_ seconds: Int) -> String {
        now.addingTimeInterval(TimeInterval(seconds)).formatted(Self.timestamps)
    }

    /// As tokens and logins are kept: SHA-256 in hexadecimal.
    private static func digest(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    // MARK: Afterwards

    /// Every row of every resource, as text.
    func contents() throws -> [String] {
        try queue.read { connection in
            try schema.tables.map(\.name).flatMap { table in
                try GRDB.Row.fetchAll(
                    connection, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier) ORDER BY rowid"
                ).map { "\(table): \($0)" }
            }
        }
    }

    /// Keeps everybody else from writing.
    func lock() throws -> WriteLock { try WriteLock(path: queue.path) }

    /// Takes the tables of the resources away under the server: every statement fails from then on.
    func breakTables() throws {
        try queue.write { connection in
            for table in schema.tables {
                let name = table.name.quotedDatabaseIdentifier
                try connection.execute(
                    sql: "ALTER TABLE \(name) RENAME TO \("gone_\(table.name)".quotedDatabaseIdentifier)")
            }
        }
    }

    /// How a row differs from what is expected of it.
    func differences(_ expectation: RowExpectation) throws -> [String] {
        let row = try queue.read { connection in
            try GRDB.Row.fetchOne(
                connection,
                sql: "SELECT * FROM \(expectation.table.quotedDatabaseIdentifier) "
                    + "WHERE \(expectation.column.quotedDatabaseIdentifier) IS ?",
                arguments: [expectation.value.stored])
        }
        let place = "the row of \(expectation.table)"
        guard let cells = expectation.cells else { return row == nil ? [] : ["\(place) is still there"] }
        guard let row else { return ["\(place) is not there"] }
        return cells.compactMap { cell in
            let found: DatabaseValue = row[cell.column] ?? .null
            let wanted = cell.value.stored?.databaseValue ?? .null
            return found == wanted ? nil : "\(place): \(cell.column) is \(found) instead of \(wanted)"
        }
    }

    func audit() throws -> [AuditExpectation] {
        try queue.read { connection in
            try GRDB.Row.fetchAll(
                connection, sql: #"SELECT "operation", "actor", "subject" FROM "_audit" ORDER BY "id""#
            ).map { AuditExpectation(operation: $0[0], actor: $0[1], subject: $0[2]) }
        }
    }

    /// Sessions of an account that are still good.
    func sessions(of account: String) throws -> Int {
        try queue.read { connection in
            try Int.fetchOne(
                connection,
                sql: #"SELECT count(*) FROM "_sessions" WHERE "account_id" = ? AND "revoked_at" IS NULL"#,
                arguments: [account]) ?? 0
        }
    }
}

extension SQLValue {
    var stored: (any DatabaseValueConvertible)? {
        switch self {
        case .null: nil
        case .integer(let number): number
        case .text(let text): text
        }
    }
}

/// A write transaction in which nothing is written: others wait for its end.
final class WriteLock: Sendable {
    private let queue: DatabaseQueue

    fileprivate init(path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    }

    /// Ends it; a second time does nothing.
    func release() {
        try? queue.writeWithoutTransaction { if $0.isInsideTransaction { try $0.execute(sql: "ROLLBACK") } }
    }
}
