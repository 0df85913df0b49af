import Foundation
import GRDB
import Testing

@testable import Platform

/// Migrations by real processes, which are killed or run at the same time.
@Suite(.serialized) struct MigratorProcessTests {
    /// The same folder in the test and in the processes that it starts.
    static func path(_ name: String, testProcess: Int32) -> String {
        NSTemporaryDirectory() + "platform-migrator-\(testProcess)-\(name).sqlite"
    }

    static let migrations = (1...20).map {
        Migration(
            number: $0, name: "t\($0)", up: "CREATE TABLE t\($0) (id INTEGER); INSERT INTO t\($0) VALUES (1)", down: nil
        )
    }

    private func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    @Test func aKilledProcessLeavesWholeStepsOnly() async throws {
        let path = Self.path("killed", testProcess: getpid())
        defer { remove(path) }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let path = MigratorProcessTests.path("killed", testProcess: getppid())
            // The clock is asked when a step's statements have run and before it is committed.
            let calls = Counter()
            let migrator = try Migrator(path: path, migrations: MigratorProcessTests.migrations) {
                if calls.next() == 3 { kill(getpid(), SIGKILL) }
                return .now
            }
            try migrator.up()
        }
        let migrator = try Migrator(path: path, migrations: Self.migrations)
        #expect(try migrator.status().map { $0.appliedAt != nil }.filter { $0 }.count == 2)
        let tables = try await DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE name LIKE 't%' ORDER BY name")
        }
        #expect(tables == ["t1", "t2"])
        #expect(try migrator.up().count == 18)
    }

    @Test func twoProcessesAtOnceApplyEachStepOnce() async throws {
        let path = Self.path("twice", testProcess: getpid())
        defer { remove(path) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        let path = MigratorProcessTests.path("twice", testProcess: getppid())
                        try Migrator(path: path, migrations: MigratorProcessTests.migrations).up()
                    }
                }
            }
        }
        let rows = try await DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM _migrations")
        }
        #expect(rows == 20)
    }
}
