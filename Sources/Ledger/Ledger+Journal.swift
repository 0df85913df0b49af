import Foundation
import GRDB
import Workflow

extension Ledger {
    public func entries() throws -> [JournalEntry] {
        try database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM journal ORDER BY sequence").map { row in
                JournalEntry(
                    sequence: row["sequence"], time: row["time"], kind: row["kind"], payload: row["payload"],
                    previous: row["previous"], hash: row["hash"])
            }
        }
    }

    @discardableResult public func append(
        _ event: Event, at time: Int64, after head: String, storing items: [MemoryItem]
    ) throws -> JournalEntry {
        try write(database) { database in
            let last = try Self.last(database)
            guard head == last?.hash ?? JournalEntry.origin else { throw JournalError.conflict }
            let entry = JournalEntry(event, at: time, after: last)
            try database.cachedStatement(
                sql: "INSERT INTO journal (sequence, time, kind, payload, previous, hash) VALUES (?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [
                entry.sequence, entry.time, entry.kind, entry.payload, entry.previous, entry.hash,
            ])
            for item in items { try Self.store(item, in: database) }
            return entry
        }
    }

    /// One transaction.
    /// - Throws: `JournalError.notWritten` when the system refused it.
    func write<Value>(_ queue: DatabaseQueue, _ updates: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.write(updates)
        } catch let error as DatabaseError {
            throw JournalError.notWritten(reason: Self.worded(error))
        }
    }

    private static func last(_ database: Database) throws -> (sequence: Int, hash: String)? {
        let statement = try database.cachedStatement(
            sql: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
        return try Row.fetchOne(statement).map { (sequence: $0["sequence"], hash: $0["hash"]) }
    }

    /// What people can act on. SQLite's own words hold no values of ours.
    private static func worded(_ error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_FULL: "the disk is full; free some space and run: fivegate resume"
        case .SQLITE_IOERR:
            "the disk reported an error (\(error.extendedResultCode)); check it and run: fivegate resume"
        case .SQLITE_READONLY: "the file is read-only"
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another process holds it"
        default: error.message ?? "\(error.resultCode)"
        }
    }
}
