import GRDB
import Synchronization
import Testing

@testable import Platform

/// What the service says of its use of the database.
@Suite struct MeteredDatabaseTests {
    private let folder = TemporaryFolder()
    private let metrics = MetricsRegistry()

    private func database() throws -> MeteredDatabase {
        MeteredDatabase(try ServiceDatabase.open(folder.file("db.sqlite"), readers: 3), metrics: metrics)
    }

    private func value(_ name: String, _ kind: String) -> String? {
        let line = metrics.text().split(separator: "\n").first { $0.hasPrefix("\(name){kind=\"\(kind)\"} ") }
        return line?.split(separator: " ").last.map(String.init)
    }

    @Test func thePoolTellsItsSize() throws {
        _ = try database()
        #expect(value("database_connections", "read") == "3")
        #expect(value("database_connections", "write") == "1")
        #expect(value("database_connections_in_use", "read") == "0")
    }

    @Test func everyAccessIsCountedByItsKind() async throws {
        let database = try database()
        try await database.write { try $0.execute(sql: "CREATE TABLE t (n INTEGER)") }
        _ = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") }
        _ = try await database.unsafeRead { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") }
        #expect(value("database_access_duration_seconds_count", "read") == "2")
        #expect(value("database_wait_duration_seconds_count", "read") == "2")
        #expect(value("database_access_duration_seconds_count", "write") == "1")
        #expect(value("database_connections_in_use", "write") == "0")
    }

    @Test func aConnectionIsInUseUntilItsWorkIsDone() async throws {
        let database = try database()
        let seen = try await database.read { _ in value("database_connections_in_use", "read") }
        #expect(seen == "1")
        let written = try await database.write { _ in value("database_connections_in_use", "write") }
        #expect(written == "1")
        #expect(value("database_connections_in_use", "read") == "0")
        #expect(value("database_connections_in_use", "write") == "0")
    }

    @Test func anAccessThatFailsIsCountedToo() async throws {
        let database = try database()
        await #expect(throws: DatabaseError.self) { try await database.read { try $0.execute(sql: "nonsense") } }
        await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute(sql: "nonsense") } }
        #expect(value("database_access_duration_seconds_count", "read") == "1")
        #expect(value("database_access_duration_seconds_count", "write") == "1")
        #expect(value("database_connections_in_use", "write") == "0")
    }

    @Test func aWriteThatNeverGotItsConnectionIsNotInUse() async throws {
        let database = try database()
        try database.close()
        await #expect(throws: (any Error).self) { try await database.write { try $0.execute(sql: "SELECT 1") } }
        #expect(value("database_access_duration_seconds_count", "write") == "0")
        #expect(value("database_connections_in_use", "write") == "0")
    }
}
