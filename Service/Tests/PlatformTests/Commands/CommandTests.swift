import ArgumentParser
import Foundation
import GRDB
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Platform

/// Runs the Server's commands in process, over a real folder of state and migrations.
@Suite struct CommandTests {
    private let folder = TemporaryFolder()
    private let output = Output()
    private let clock = TestClock()

    private final class Output: Sendable {
        private let collected = Mutex<[String]>([])
        var lines: [String] { collected.withLock { $0 } }
        func print(_ line: String) { collected.withLock { $0 += line.split(separator: "\n").map(String.init) } }
    }

    init() throws {
        try folder.write("Migrations/0001_create_users.up.sql", AccountFixture.table.up)
        try folder.write("Migrations/0001_create_users.down.sql", #"DROP TABLE "users""#)
    }

    private var databasePath: String { folder.file("state/service.sqlite") }

    private func run(
        _ arguments: String..., variables: [String: String] = [:], password: String? = nil,
        accounts: AccountModel? = AccountFixture.model
    ) async throws {
        try await run(arguments, variables: variables, password: password, accounts: accounts)
    }

    private func run(
        _ arguments: [String], variables: [String: String] = [:], password: String? = nil,
        accounts: AccountModel? = AccountFixture.model
    ) async throws {
        let context = context(variables: variables, password: password, accounts: accounts)
        try await CommandContext.$current.withValue(context) {
            var command = try ServerCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
    }

    private func context(
        variables: [String: String] = [:], password: String? = nil, accounts: AccountModel? = AccountFixture.model
    ) -> CommandContext {
        let seed = Seed(
            accounts: [
                .init(login: "user@example.org", password: "demo only 1", fields: ["name": "U".databaseValue]),
                .init(
                    login: "admin@example.org", password: "demo only 2", role: "admin",
                    fields: ["name": "A".databaseValue]),
            ],
            statements: [
                "CREATE TABLE IF NOT EXISTS extra (id INTEGER PRIMARY KEY)",
                "INSERT OR IGNORE INTO extra VALUES (1), (2)",
            ])
        let definition = ServiceDefinition(
            name: "users", version: "1", accounts: accounts, softDeleted: [.init(table: "users", retention: 86_400)],
            seed: seed, endpoints: { _ in [] })
        let state = ["STATE_DIR": folder.file("state"), "MIGRATIONS_DIR": folder.file("Migrations")]
        return CommandContext(
            definition: definition, variables: state.merging(variables) { $1 }, now: { clock.now }, print: output.print,
            readSecret: { _ in password })
    }

    private func rows(_ sql: String) throws -> [Row] {
        try DatabaseQueue(path: databasePath).read { try Row.fetchAll($0, sql: sql) }
    }

    private func failure(_ work: () async throws -> Void) async -> String {
        do {
            try await work()
            return "no failure"
        } catch {
            return "\(error)"
        }
    }

    // MARK: migrate

    @Test func migratesUpAndDownAndTellsWhereItIs() async throws {
        try await run("migrate", "status")
        try await run("migrate", "up")
        try await run("migrate", "up")
        try await run("migrate", "status")
        try await run("migrate", "down")
        try await run("migrate", "down")
        #expect(output.lines[0] == "0001_create_users  pending")
        #expect(output.lines[1] == "applied 0001_create_users")
        #expect(output.lines[2] == "nothing is pending")
        #expect(output.lines[3].hasPrefix("0001_create_users  applied 2026-11-22T12:00:00.000Z"))
        #expect(output.lines[4] == "reverted 0001_create_users")
        #expect(output.lines[5] == "nothing is applied")
        #expect(await failure { try await run("migrate", "down", "--steps", "0") }.contains("at least 1"))
    }

    // MARK: admin and seed

    @Test func makesAnAdministratorWithAPasswordFromStandardInput() async throws {
        try await run("admin", "create", "Root@Example.org", "--set", "name=Root = root", password: "correct horse")
        let row = try #require(try rows(#"SELECT * FROM users"#).first)
        #expect(row["id"] == output.lines[0])
        #expect(row["email"] == "root@example.org")
        #expect(row["name"] == "Root = root")
        #expect(row["role"] == "admin")
        #expect(row["status"] == "active")
        let hash: String? = try rows("SELECT hash FROM _credentials").first?[0]
        #expect(try await Argon2Hasher(threads: 1, queue: 1).verify("correct horse", against: #require(hash)))
        #expect(try rows("SELECT operation FROM _audit").map { $0[0] as String } == ["admin.create"])
    }

    @Test func refusesAdministratorsThatAreIncomplete() async throws {
        let cases: [([String], String?, String)] = [
            (["a@example.org"], "correct horse", "--set name=…"),
            (["a@example.org", "--set", "name=A"], nil, "standard input"),
            (["a@example.org", "--set", "name=A"], "short", "8 to 128"),
            (["a@example.org", "--set", "name=A"], "password1", "common"),
            (["nobody", "--set", "name=A"], "correct horse", "no e-mail address"),
            (["a@example.org", "--set", "nam=A"], "correct horse", "has no `nam`"),
            (["a@example.org", "--set", "name"], "correct horse", "no assignment"),
            (["a@example.org", "--set", "name=A", "--role", "god"], "correct horse", "there are user, support, admin"),
        ]
        for (arguments, password, expected) in cases {
            let found = await failure {
                try await run(["admin", "create"] + arguments, password: password)
            }
            #expect(found.contains(expected), "\(arguments): \(found)")
        }
        #expect(try rows("SELECT * FROM users").isEmpty)
    }

    @Test func aSecondAdministratorOfTheSameNameIsRefused() async throws {
        try await run("admin", "create", "a@example.org", "--set", "name=A", password: "correct horse")
        let found = await failure {
            try await run("admin", "create", "a@example.org", "--set", "name=B", password: "correct horse")
        }
        #expect(found.contains("the account was refused: UNIQUE"))
        #expect(try rows("SELECT * FROM _credentials").count == 1)
    }

    @Test func seedsOnceAndInDevelopmentOnly() async throws {
        try await run("seed")
        try await run("seed")
        #expect(
            output.lines == [
                "2 rows added", "made user@example.org", "made admin@example.org (admin)", "0 rows added",
                "kept user@example.org", "kept admin@example.org (admin)",
            ])
        #expect(try rows("SELECT role FROM users ORDER BY email").map { $0[0] as String } == ["admin", "user"])
        let production = [
            "ENVIRONMENT": "production", "SIGNING_SECRET": String(repeating: "s", count: 32),
            "TOKEN_KEYS": try TokenKeys.generate(id: "1"), "SMTP_HOST": "localhost", "MAIL_FROM": "a@b",
            "RESET_LINK": "{token}",
        ]
        #expect(
            await failure { try await run("seed", variables: production) }.contains(
                "refused with ENVIRONMENT=production"))
    }

    @Test func aServiceWithoutAccountsHasNoAdministrators() async throws {
        let found = await failure { try await run("admin", "create", "a@b", password: "correct horse", accounts: nil) }
        #expect(found == "this service has no accounts")
    }

    // MARK: backup, restore, purge

    @Test func backsUpAndRestores() async throws {
        try await run("seed")
        try await run("backup", folder.file("copy.sqlite"))
        try await DatabaseQueue(path: databasePath).write { try $0.execute(sql: "DELETE FROM users") }
        try await run("restore", folder.file("copy.sqlite"))
        #expect(try rows("SELECT * FROM users").count == 2)
        #expect(output.lines.last?.contains("the former database is") == true)
        #expect(await failure { try await run("backup", folder.file("copy.sqlite")) }.contains("exists already"))
    }

    @Test func purgesWhatWasDeletedLongEnoughAgo() async throws {
        try await run("seed")
        try await DatabaseQueue(path: databasePath).write {
            try $0.execute(sql: "UPDATE users SET deleted_at = ? WHERE role = 'user'", arguments: [clock.now])
        }
        try await run("purge")
        clock.advance(seconds: 86_401)
        try await run("purge")
        #expect(
            output.lines.suffix(3) == ["nothing to remove", "_credentials: 1 rows removed", "users: 1 rows removed"])
    }

    // MARK: config and keys

    @Test func listsTheConfigurationWithoutSecrets() async throws {
        let secret = String(repeating: "hunter2 ", count: 5)
        try await run("config", variables: ["SIGNING_SECRET": secret, "PORT": "9090", "TOKEN_KEYS_FILE": ""])
        #expect(output.lines.contains("PORT=9090"))
        #expect(output.lines.contains("HOST=127.0.0.1 (default)"))
        #expect(output.lines.contains("SIGNING_SECRET=(set, hidden)"))
        #expect(!output.lines.contains { $0.contains("hunter2") })
        let names = output.lines.compactMap { $0.firstMatch(of: /^([A-Z_]+)=/)?.1.description }
        #expect(names == Setting.all.map(\.name))
    }

    @Test func configEndsWithWhatIsWrong() async throws {
        #expect(await failure { try await run("config", variables: ["PORT": "x"]) }.contains("PORT must be"))
        #expect(output.lines.contains("PORT=x"))
    }

    @Test func makesAndRotatesKeys() async throws {
        try await run("keys", "new")
        let first = output.lines.joined(separator: "\n")
        try folder.write("keys.json", first, mode: 0o600)
        try await run("keys", "new", "--before", folder.file("keys.json"))
        let both = output.lines.joined(separator: "\n").dropFirst(first.count)
        #expect(try TokenKeys(jwks: first).keys.count == 1)
        #expect(try TokenKeys(jwks: String(both)).keys.map(\.id).last == TokenKeys(jwks: first).keys[0].id)
    }

    // MARK: serve

    @Test func aServiceHasAllItsParts() async throws {
        let runtime = try await ServiceRuntime(context())
        #expect(runtime.configuration.host == "127.0.0.1")
        #expect(runtime.accounts?.model.table == "users")
        #expect(runtime.services.secret.count == 43)
        let audited = AuditEntry(
            operation: "o", actor: nil, subject: "s", requestID: "r", at: runtime.services.now(), change: "{}")
        try await runtime.services.database.write { connection in
            try runtime.services.audit(connection, audited)
            try runtime.services.revokeSessions(connection, "nobody")
        }
        #expect(try rows("SELECT * FROM _audit").count == 1)
    }

    @Test func servesWhereItIsToldTo() async throws {
        let taken = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1", port: 0
        ).get()
        let port = try #require(taken.localAddress?.port)
        let found = await failure { try await run("serve", variables: ["PORT": String(port)]) }
        #expect(found.contains("in use"))
        try await taken.close()
    }

    @Test func refusesToServeAnOldSchema() async throws {
        let found = await failure { try await run("serve", variables: ["MIGRATE_ON_START": "false"]) }
        #expect(found == "migrations are pending (0001_create_users); run: Server migrate up")
    }

    @Test func aCommandWithoutAServiceSaysSo() async throws {
        #expect(await failure { try await BackupCommand.parse(["x"]).run() }.contains("ServerCommand.main"))
    }
}
