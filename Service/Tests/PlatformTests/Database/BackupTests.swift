import Foundation
import GRDB
import Testing

@testable import Platform

@Suite struct BackupTests {
    let folder = TemporaryFolder()
    private var path: String { folder.file("db.sqlite") }
    private var backup: String { folder.file("backup.sqlite") }

    private func database(rows: Int) throws -> DatabasePool {
        let create = Migration(
            number: 1, name: "t", up: "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)", down: nil)
        try Migrator(path: path, migrations: [create]).up()
        let pool = try ServiceDatabase.open(path)
        try pool.write {
            for _ in 0..<rows { try $0.execute(sql: "INSERT INTO t (text) VALUES (hex(randomblob(100)))") }
        }
        return pool
    }

    private func count(_ path: String) throws -> Int? {
        try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") }
    }

    @Test func restoresWhatWasThereAndKeepsWhatCameAfter() throws {
        let pool = try database(rows: 200)
        try Backup.write(of: pool, to: backup)
        try pool.write { try $0.execute(sql: "DELETE FROM t") }
        try pool.close()
        let former = try Backup.restore(backup, to: path)
        #expect(try count(path) == 200)
        #expect(try count(#require(former)) == 0)
        #expect(try folder.mode(of: "db.sqlite") == 0o600)
    }

    @Test func isOneFileForItsOwnerOnly() throws {
        let pool = try database(rows: 1)
        try Backup.write(of: pool, to: backup)
        #expect(try folder.mode(of: "backup.sqlite") == 0o600)
        #expect(folder.names.filter { $0.hasPrefix("backup") } == ["backup.sqlite"])
    }

    @Test func overwritesNoBackup() throws {
        let pool = try database(rows: 1)
        try folder.write("backup.sqlite", "precious")
        #expect(throws: BackupError.exists(backup)) { try Backup.write(of: pool, to: backup) }
        #expect(try String(contentsOfFile: backup, encoding: .utf8) == "precious")
    }

    @Test func refusesToReplaceADatabaseInUse() throws {
        let pool = try database(rows: 3)
        try Backup.write(of: pool, to: backup)
        try pool.write { try $0.execute(sql: "DELETE FROM t WHERE id > 1") }
        #expect(throws: BackupError.inUse(path)) { try Backup.restore(backup, to: path) }
        #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 1)
    }

    @Test func refusesDamagedTruncatedForeignAndMissingFiles() throws {
        try database(rows: 500).close()
        let good = try Data(contentsOf: URL(fileURLWithPath: path))
        var damaged = good
        for at in stride(from: 4096 * 3 + 8, to: good.count - 4096, by: 97) { damaged[at] ^= 0xFF }
        try damaged.write(to: URL(fileURLWithPath: folder.file("damaged")))
        try good.prefix(good.count / 2).write(to: URL(fileURLWithPath: folder.file("truncated")))
        try folder.write("text", String(repeating: "no database ", count: 1000))
        try DatabaseQueue(path: folder.file("foreign")).write { try $0.execute(sql: "CREATE TABLE x (id)") }
        for name in ["damaged", "truncated", "text", "foreign", "missing"] {
            #expect(throws: BackupError.self, "\(name)") { try Backup.restore(folder.file(name), to: path) }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == good)
    }

    @Test func replacesADamagedDatabaseAndKeepsIt() throws {
        let pool = try database(rows: 5)
        try Backup.write(of: pool, to: backup)
        try pool.close()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try folder.write("db.sqlite", String(repeating: "gone ", count: 2000))
        let former = try #require(try Backup.restore(backup, to: path))
        #expect(try count(path) == 5)
        #expect(try String(contentsOfFile: former, encoding: .utf8).hasPrefix("gone"))
    }

    @Test func restoresWhereThereIsNone() throws {
        try Backup.write(of: database(rows: 7), to: backup)
        #expect(try Backup.restore(backup, to: folder.file("new.sqlite")) == nil)
        #expect(try count(folder.file("new.sqlite")) == 7)
    }
}
