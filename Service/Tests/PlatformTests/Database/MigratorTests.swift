import Foundation
import GRDB
import Testing

@testable import Platform

@Suite struct MigratorTests {
    let folder = TemporaryFolder()
    let users = Migration(
        number: 1, name: "create_users", up: #"CREATE TABLE "users" ("id" TEXT PRIMARY KEY) STRICT"#,
        down: #"DROP TABLE "users""#)
    let posts = Migration(
        number: 2, name: "create_posts",
        up: #"CREATE TABLE "posts" ("id" TEXT PRIMARY KEY, "user" TEXT REFERENCES "users" ("id")) STRICT"#,
        down: #"DROP TABLE "posts""#)

    private var path: String { folder.file("db.sqlite") }

    private func migrator(_ migrations: [Migration]) throws -> Migrator {
        try Migrator(path: path, migrations: migrations) { Timestamp(milliseconds: 0) }
    }

    private func schema() throws -> [String] {
        try DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name")
        }
    }

    @Test func appliesWhatIsPendingOnce() throws {
        #expect(try migrator([users]).up() == ["0001_create_users"])
        #expect(try migrator([users, posts]).up() == ["0002_create_posts"])
        #expect(try migrator([users, posts]).up() == [])
    }

    @Test func upDownUpLeavesTheSameSchema() throws {
        let migrator = try migrator([users, posts])
        try migrator.up()
        let before = try schema()
        #expect(try migrator.down(steps: 5) == ["0002_create_posts", "0001_create_users"])
        #expect(try !schema().contains(users.up))
        try migrator.up()
        #expect(try schema() == before)
    }

    @Test func statusTellsAppliedPendingAndUnknown() throws {
        try migrator([users]).up()
        let statuses = try migrator([posts]).status()
        #expect(statuses.map(\.label) == ["0002_create_posts", "0001_create_users"])
        #expect(statuses.map { $0.appliedAt != nil } == [false, true])
        #expect(statuses.map(\.isUnknown) == [false, true])
    }

    @Test func aFailingStepLeavesNothingBehindAndKeepsTheEarlierOnes() throws {
        let broken = Migration(
            number: 2, name: "broken", up: #"CREATE TABLE "half" ("id" TEXT); CREATE TABLE "users" ("id" TEXT)"#,
            down: nil)
        #expect {
            try migrator([users, broken]).up()
        } throws: { "\($0)".contains("0002_broken failed and was rolled back") && "\($0)".contains("already exists") }
        #expect(try schema().contains(users.up))
        #expect(try !schema().contains { $0.contains("half") })
    }

    @Test func noticesAFileThatWasChangedAfterwards() throws {
        try migrator([users]).up()
        let changed = Migration(number: 1, name: "create_users", up: users.up + " -- edited", down: nil)
        #expect(throws: MigrationError.changed("0001_create_users")) { try migrator([changed]).up() }
    }

    @Test func refusesAStepBeforeAnAppliedOne() throws {
        try migrator([posts.renumbered(3), users].sorted { $0.number < $1.number }).up()
        #expect(throws: MigrationError.outOfOrder("0002_create_posts")) {
            try migrator([users, posts, posts.renumbered(3)]).up()
        }
    }

    @Test func refusesAStepThatCannotBeTakenBack() throws {
        let oneWay = Migration(number: 1, name: "one_way", up: users.up, down: nil)
        try migrator([oneWay]).up()
        #expect(throws: MigrationError.noWayBack("0001_one_way")) { try migrator([oneWay]).down() }
        #expect(throws: MigrationError.unknown(["0001_one_way"])) { try migrator([]).down() }
    }

    @Test func refusesAStepThatEndsItsTransaction() throws {
        let commits = Migration(number: 1, name: "commits", up: users.up + "; COMMIT", down: nil)
        #expect { try migrator([commits]).up() } throws: { "\($0)".contains("COMMIT") }
    }

    @Test func refusesAStepThatBreaksAReference() throws {
        let orphan = Migration(
            number: 3, name: "orphan", up: #"INSERT INTO "posts" VALUES ('a', 'nobody')"#, down: nil)
        #expect { try migrator([users, posts, orphan]).up() } throws: { "\($0)".contains("FOREIGN KEY") }
        #expect(try migrator([users, posts]).status().allSatisfy { $0.appliedAt != nil })
    }

    @Test func processesThatMigrateAtOnceTakeTurns() async throws {
        let all = (1...30).map {
            Migration(number: $0, name: "t\($0)", up: "CREATE TABLE t\($0) (id INTEGER)", down: nil)
        }
        // Connections of their own, as other processes would have them.
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { try migrator(all).up() } }
            return try await group.reduce([], +)
        }
        #expect(applied.sorted() == all.map(\.label))
    }
}

extension Migration {
    fileprivate func renumbered(_ number: Int) -> Migration {
        Migration(
            number: number, name: "again_\(name)", up: up.replacing("posts", with: "posts_again"), down: down)
    }
}
