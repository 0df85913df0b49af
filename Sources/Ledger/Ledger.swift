import Foundation
import GRDB
import Processes
import Workflow

/// The durable record of a workspace: `.fivegate/ledger.sqlite` (journal, memory) and `.fivegate/evidence/`.
///
/// SQLite in WAL mode with `synchronous=FULL`: what `append` has returned is on the disk.
public final class Ledger: RunStore {
    let database: DatabaseQueue
    /// The same file, without a flush at each commit: what it records means nothing after the machine has stopped.
    let children: DatabaseQueue
    let evidenceFolder: URL

    /// Opens the ledger of a workspace; makes it when there is none.
    /// - Parameter folder: the workspace's `.fivegate`.
    /// - Throws: `LedgerError` when it cannot be opened or is not a ledger.
    public init(folder: URL) throws {
        evidenceFolder = folder.appending(path: "evidence")
        do {
            try FileManager.default.createDirectory(at: evidenceFolder, withIntermediateDirectories: true)
            let file = folder.appending(path: "ledger.sqlite").path
            database = try DatabaseQueue(path: file, configuration: Self.configuration(synchronous: "FULL"))
            children = try DatabaseQueue(path: file, configuration: Self.configuration(synchronous: "NORMAL"))
            try Self.migrator.migrate(database)
            try database.read(Self.checkTables)
        } catch {
            throw LedgerError(folder: folder.path, reason: "\(error)")
        }
    }

    private static func configuration(synchronous: String) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = \(synchronous)")
        }
        return configuration
    }

    /// - Throws: SQLite's error when a table or a column is gone, as after an edit by hand.
    private static func checkTables(_ database: Database) throws {
        for columns in [
            "sequence, time, kind, payload, previous, hash FROM journal", "key, version, hash, content FROM memory",
        ] {
            _ = try database.makeStatement(sql: "SELECT " + columns)
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE journal (
                        sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL,
                        previous TEXT NOT NULL UNIQUE, hash TEXT NOT NULL UNIQUE
                    ) STRICT;
                    CREATE TABLE memory (
                        key TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, content BLOB NOT NULL,
                        PRIMARY KEY (key, version)
                    ) STRICT;
                    CREATE TABLE children (
                        pid INTEGER NOT NULL, start_time INTEGER NOT NULL, boot TEXT NOT NULL,
                        PRIMARY KEY (pid, start_time, boot)
                    ) STRICT;
                    """)
        }
        return migrator
    }
}

/// A ledger cannot be opened.
public struct LedgerError: Error, CustomStringConvertible {
    public var folder: String
    public var reason: String

    public var description: String { "the ledger in \(folder) cannot be used: \(reason)" }
}
