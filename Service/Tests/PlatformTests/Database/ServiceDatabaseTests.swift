import Foundation
import GRDB
import Logging
import Testing

@testable import Platform

@Suite struct ServiceDatabaseTests {
    let folder = TemporaryFolder()

    @Test func usesALogAndForeignKeysAndWaitsForLocks() throws {
        let pool = try ServiceDatabase.open(folder.file("db.sqlite"))
        let found = try pool.writeWithoutTransaction { connection in
            try ["journal_mode", "foreign_keys", "busy_timeout"].map { name in
                try String.fetchOne(connection, sql: "PRAGMA \(name)") ?? ""
            }
        }
        #expect(found == ["wal", "1", "5000"])
    }

    @Test(arguments: [true, false]) func aNewDatabaseIsForItsOwnerOnly(isMigratedFirst: Bool) throws {
        let path = folder.file("db.sqlite")
        if isMigratedFirst { try Migrator(path: path, migrations: []).up() }
        let pool = try ServiceDatabase.open(path)
        for file in [path, path + "-wal", path + "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(file)")
        }
        try pool.close()
    }

    @Test func saysWhyAFileCannotBeUsed() throws {
        try folder.write("text", String(repeating: "no database ", count: 1000))
        let cases = [("nowhere/db.sqlite", "its folder does not exist"), ("text", "not an SQLite database")]
        for (name, reason) in cases {
            #expect {
                try ServiceDatabase.open(folder.file(name))
            } throws: { "\($0)".contains(reason) && "\($0)".contains(name) }
        }
    }

    @Test func saysThatTheDiskIsFull() throws {
        let path = folder.file("db.sqlite")
        let pool = try ServiceDatabase.open(path)
        try pool.write { try $0.execute(sql: "CREATE TABLE t (text TEXT)") }
        // The limit of pages gives the same result code as a full disk.
        #expect {
            try DatabaseFileError.naming(path) {
                try pool.write { connection in
                    try connection.execute(sql: "PRAGMA max_page_count = 4")
                    try connection.execute(sql: "INSERT INTO t VALUES (hex(zeroblob(100000)))")
                }
            }
        } throws: { "\($0)" == "cannot use the database \(path): the disk is full" }
    }

    @Test func logsSlowStatementsWithoutTheirValues() throws {
        let log = LogRecorder()
        let pool = try ServiceDatabase.open(folder.file("db.sqlite"), slowQuery: .zero, logger: log.logger)
        try pool.write { connection in
            try connection.execute(sql: "CREATE TABLE t (text TEXT)")
            try connection.execute(sql: "INSERT INTO t VALUES (?)", arguments: ["private"])
        }
        #expect(log.lines.contains { $0.contains("INSERT INTO t VALUES (?)") })
        #expect(!log.lines.contains { $0.contains("private") })
    }

    @Test func doesNotLogFastStatements() throws {
        let log = LogRecorder()
        let pool = try ServiceDatabase.open(folder.file("db.sqlite"), slowQuery: .seconds(60), logger: log.logger)
        try pool.write { try $0.execute(sql: "CREATE TABLE t (text TEXT)") }
        #expect(log.lines.isEmpty)
    }
}
