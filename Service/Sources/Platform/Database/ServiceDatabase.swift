import Foundation
import GRDB
import Logging

/// Opens the service's SQLite file.
public enum ServiceDatabase {
    /// How long a connection waits for a lock that another process holds: blue and green share the file for a while.
    public static let busyTimeout: TimeInterval = 5

    /// A pool in WAL mode with foreign keys enforced. A new file is for its owner only.
    /// - Parameters:
    ///   - readers: connections that read at the same time.
    ///   - slowQuery: statements that take at least this long are logged, without their values; nil: none are.
    /// - Throws: ``DatabaseFileError`` when the file or its folder cannot be used.
    public static func open(
        _ path: String, readers: Int = 4, slowQuery: Duration? = nil, logger: Logger = Logger(label: "database")
    ) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.maximumReaderCount = readers
        if let slowQuery { configuration.prepareDatabase { SlowQueries.log(on: $0, from: slowQuery, to: logger) } }
        return try DatabaseFileError.naming(path) {
            PrivateFile.createEmpty(path)
            let pool = try DatabasePool(path: path, configuration: configuration)
            // Opening succeeds on a file that cannot be written: say so now and not at the first request.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 0") }
            return pool
        }
    }
}

/// A database file that cannot be used, and what to look at.
public struct DatabaseFileError: Error, CustomStringConvertible {
    public let path: String
    public let reason: String

    public var description: String { "cannot use the database \(path): \(reason)" }

    static func naming<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw DatabaseFileError(path: path, reason: reason(error))
        }
    }

    private static func reason(_ error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_CANTOPEN: "its folder does not exist or may not be entered"
        case .SQLITE_READONLY: "the file or its folder is not writable"
        case .SQLITE_FULL: "the disk is full"
        case .SQLITE_IOERR: "the disk reports an error (\(error.message ?? "input/output"))"
        case .SQLITE_NOTADB: "the file is not an SQLite database"
        case .SQLITE_CORRUPT: "the file is damaged; restore a backup"
        case .SQLITE_BUSY: "another process has kept it locked"
        default: error.message ?? error.resultCode.description
        }
    }
}
