import Foundation
import GRDB

/// Copies of the database while it is in use, and their return.
public enum Backup {
    /// Writes a checked copy with SQLite's online backup.
    /// - Throws: ``BackupError``, or a file error; nothing is left at `path` then.
    public static func write(of database: any DatabaseReader, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw BackupError.exists(path) }
        let partial = path + ".partial"
        try? FileManager.default.removeItem(atPath: partial)
        // Made before it holds anything: the copy is for its owner only.
        try PrivateFile.write(Data(), to: partial)
        defer {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                try? FileManager.default.removeItem(atPath: partial + suffix)
            }
        }
        try DatabaseFileError.naming(partial) {
            let copy = try DatabaseQueue(path: partial)
            try database.backup(to: copy)
            // One file, complete without a log beside it.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.read { try check($0, path: partial) }
            try copy.close()
        }
        guard link(partial, path) == 0 else { throw BackupError.exists(path) }
    }

    /// Puts a backup in the place of the database. What was there is kept beside it.
    /// - Returns: where the former database is now, if there was one.
    /// - Throws: ``BackupError``, or a file error; the database is as it was then.
    @discardableResult
    public static func restore(_ backup: String, to path: String, at now: Timestamp = .now) throws -> String? {
        guard FileManager.default.fileExists(atPath: backup) else { throw BackupError.missing(backup) }
        try verify(backup)
        let incoming = path + ".incoming"
        try? FileManager.default.removeItem(atPath: incoming)
        defer { try? FileManager.default.removeItem(atPath: incoming) }
        try PrivateFile.write(try Data(contentsOf: URL(fileURLWithPath: backup)), to: incoming)
        try verify(incoming)
        let former = try setAside(path, at: now)
        try FileManager.default.moveItem(atPath: incoming, toPath: path)
        return former
    }

    /// Reads every page and compares every index; damage anywhere is found.
    private static func verify(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let copy = try DatabaseQueue(path: path, configuration: configuration)
            try copy.read { try check($0, path: path) }
            try copy.close()
        } catch is DatabaseError {
            throw BackupError.damaged(path, "it is no complete SQLite database")
        }
    }

    private static func check(_ connection: Connection, path: String) throws {
        let findings = try String.fetchAll(connection, sql: "PRAGMA integrity_check(3)")
        guard findings == ["ok"] else { throw BackupError.damaged(path, findings.joined(separator: "; ")) }
        guard try connection.tableExists("_migrations") else { throw BackupError.foreign(path) }
    }

    /// Moves the database away, unless a process has it open: leaving the log mode needs to be alone.
    private static func setAside(_ path: String, at now: Timestamp) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let present = try DatabaseQueue(path: path)
            try present.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try present.close()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
        {
            throw BackupError.inUse(path)
        } catch is DatabaseError {
            // Damaged: the more reason to restore. It is kept as it is, log included.
        }
        let former = path + ".before-" + now.text.replacing(":", with: "")
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: former + suffix)
        }
        return former
    }
}

/// Why a backup was not written or not restored.
public enum BackupError: Error, Equatable, CustomStringConvertible {
    case exists(String)
    case missing(String)
    case damaged(String, String)
    case foreign(String)
    case inUse(String)

    public var description: String {
        switch self {
        case .exists(let path): "\(path) exists already; it was not overwritten"
        case .missing(let path): "there is no file \(path)"
        case .damaged(let path, let finding): "\(path) is damaged and was not used: \(finding)"
        case .foreign(let path): "\(path) is an SQLite database, but not one of this service"
        case .inUse(let path): "\(path) is in use; stop the service first"
        }
    }
}
