import Foundation
import GRDB

/// Brings the schema up and down. Each step is one transaction that takes SQLite's write lock before it looks at what is applied, so that
/// processes that migrate at the same time take turns, and one that is killed leaves either the whole step or nothing.
public struct Migrator: Sendable {
    /// A migration and whether it is applied.
    public struct Status: Sendable, Equatable {
        public let label: String
        /// Nil: pending.
        public let appliedAt: Timestamp?
        /// Applied, but its file is gone: an older build of the service looks at a newer schema.
        public let isUnknown: Bool
    }

    /// How long a process waits for another one's step, in seconds.
    static let patience: TimeInterval = 300

    private let connection: DatabaseQueue
    private let path: String
    private let migrations: [Migration]
    private let now: @Sendable () -> Timestamp

    /// Opens a connection of its own, without foreign keys: they are checked as a whole before each commit, as SQLite advises for
    /// changes that rebuild a table.
    public init(path: String, migrations: [Migration], now: @escaping @Sendable () -> Timestamp = { .now }) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.foreignKeysEnabled = false
        configuration.journalMode = .wal
        self.connection = try DatabaseFileError.naming(path) {
            PrivateFile.createEmpty(path)
            return try DatabaseQueue(path: path, configuration: configuration)
        }
        self.path = path
        self.migrations = migrations
        self.now = now
        try locked { try PlatformSchema.create($0) }
    }

    /// Applies what is pending.
    /// - Returns: the labels of what this process applied.
    /// - Throws: ``MigrationError``
    @discardableResult
    public func up() throws -> [String] {
        var applied: [String] = []
        while let label = try locked(upOnce) { applied.append(label) }
        return applied
    }

    /// Takes the last `steps` back. The Platform's own tables stay.
    @discardableResult
    public func down(steps: Int = 1) throws -> [String] {
        var reverted: [String] = []
        while reverted.count < steps, let label = try locked(downOnce) { reverted.append(label) }
        return reverted
    }

    public func status() throws -> [Status] {
        let applied = try connection.read(Applied.all)
        let known = Set(migrations.map(\.number))
        let times = Dictionary(uniqueKeysWithValues: applied.map { ($0.number, $0.appliedAt) })
        return migrations.map { Status(label: $0.label, appliedAt: times[$0.number], isUnknown: false) }
            + applied.filter { !known.contains($0.number) }.map {
                Status(label: $0.label, appliedAt: $0.appliedAt, isUnknown: true)
            }
    }

    private func locked<Value>(_ work: (Connection) throws -> Value) throws -> Value {
        try DatabaseFileError.naming(path) {
            try connection.writeWithoutTransaction { connection in
                var value: Value?
                try connection.inTransaction(.immediate) {
                    value = try work(connection)
                    return .commit
                }
                guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return value
            }
        }
    }

    private func upOnce(_ connection: Connection) throws -> String? {
        let applied = try Applied.all(connection)
        try check(applied)
        guard let next = migrations.first(where: { step in !applied.contains { $0.number == step.number } }) else {
            return nil
        }
        if let last = applied.last, last.number > next.number { throw MigrationError.outOfOrder(next.label) }
        try run(next.up, of: next.label, on: connection)
        try connection.execute(
            sql: #"INSERT INTO "_migrations" ("number", "name", "checksum", "applied_at") VALUES (?, ?, ?, ?)"#,
            arguments: [next.number, next.name, next.checksum, now()])
        return next.label
    }

    private func downOnce(_ connection: Connection) throws -> String? {
        guard let last = try Applied.all(connection).last else { return nil }
        guard let migration = migrations.first(where: { $0.number == last.number }) else {
            throw MigrationError.unknown([last.label])
        }
        guard let down = migration.down else { throw MigrationError.noWayBack(migration.label) }
        try run(down, of: migration.label, on: connection)
        try connection.execute(sql: #"DELETE FROM "_migrations" WHERE "number" = ?"#, arguments: [last.number])
        return migration.label
    }

    private func check(_ applied: [Applied]) throws {
        for step in applied {
            guard let migration = migrations.first(where: { $0.number == step.number }) else { continue }
            guard migration.checksum == step.checksum else { throw MigrationError.changed(migration.label) }
        }
    }

    private func run(_ sql: String, of label: String, on connection: Connection) throws {
        do {
            try connection.execute(sql: sql)
            guard connection.isInsideTransaction else {
                throw MigrationError.failed(
                    label, reason: "it ends the transaction that it runs in; remove its COMMIT or ROLLBACK")
            }
            try connection.checkForeignKeys()
        } catch let error as DatabaseError {
            throw MigrationError.failed(label, reason: error.message ?? error.resultCode.description)
        }
    }
}

/// A row of `_migrations`.
private struct Applied {
    let number: Int
    let name: String
    let checksum: String
    let appliedAt: Timestamp

    var label: String { Migration(number: number, name: name, up: "", down: nil).label }

    static func all(_ connection: Connection) throws -> [Applied] {
        let sql = #"SELECT "number", "name", "checksum", "applied_at" FROM "_migrations" ORDER BY "number""#
        return try Row.fetchAll(connection, sql: sql).map { row in
            Applied(number: row[0], name: row[1], checksum: row[2], appliedAt: row[3])
        }
    }
}
