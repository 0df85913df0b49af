import GRDB
import HTTPTypes
import Logging
import Synchronization

@testable import Platform

/// A service with accounts over a real database, its clock and hasher in the test's hands.
struct AccountFixture {
    static let table = Migration(
        number: 1, name: "create_users",
        up: """
            CREATE TABLE "users" (
                "id" TEXT NOT NULL UNIQUE, "email" TEXT NOT NULL, "name" TEXT NOT NULL, "role" TEXT NOT NULL
                CHECK ("role" IN ('user', 'support', 'admin')), "status" TEXT NOT NULL, "last_login_at" TEXT,
                "created_at" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "version" INTEGER NOT NULL, "deleted_at" TEXT,
                "_row" INTEGER PRIMARY KEY
            ) STRICT;
            CREATE UNIQUE INDEX "users_email" ON "users" ("email") WHERE "deleted_at" IS NULL;
            """, down: #"DROP TABLE "users""#)

    static let model = AccountModel(
        table: "users", login: .init(field: "email", column: "email", isLowercased: true), roleColumn: "role",
        roles: ["user", "support", "admin"], active: #"("t"."status" IS 'active')"#, softDeletes: true,
        lastLoginColumn: "last_login_at", password: PasswordPolicy(length: 8...128), accessLifetime: 900,
        refreshLifetime: 30 * 86_400, lockout: .init(failures: 3, window: 900),
        columns: [
            AccountColumn(field: "email", column: "email"), AccountColumn(field: "name", column: "name"),
            AccountColumn(field: "role", column: "role", initial: "user".databaseValue),
            AccountColumn(field: "status", column: "status", initial: "active".databaseValue),
        ]
    ) { connection, account, _, json in
        let email = try String.fetchOne(
            connection, sql: #"SELECT "email" FROM "users" WHERE "id" = ?"#, arguments: [account])
        json.object { json in
            json.member("id", account)
            json.member("email", email)
        }
    }

    static let keys = try! TokenKeys(jwks: TokenKeys.generate(id: "test"))

    let folder = TemporaryFolder()
    let clock = TestClock()
    let hasher = CountingHasher()
    let mailer = RecordingMailer()
    let log = LogRecorder()
    let metrics = MetricsRegistry()
    let database: DatabasePool
    let accounts: Accounts

    init(_ change: (inout AccountModel) -> Void = { _ in }) async throws {
        var model = Self.model
        change(&model)
        try Migrator(path: folder.file("db.sqlite"), migrations: [Self.table]).up()
        database = try ServiceDatabase.open(folder.file("db.sqlite"))
        accounts = try await Self.accounts(
            model, database: database, clock: clock, hasher: hasher, mailer: mailer, logger: log.logger,
            metrics: metrics)
    }

    /// The same service as another process would run it: its own connections and memory, the same file, clock and keys.
    func otherProcess() async throws -> Accounts {
        try await Self.accounts(
            accounts.model, database: ServiceDatabase.open(folder.file("db.sqlite")), clock: clock, hasher: hasher,
            mailer: mailer, logger: log.logger, metrics: MetricsRegistry())
    }

    private static func accounts(
        _ model: AccountModel, database: DatabasePool, clock: TestClock, hasher: CountingHasher,
        mailer: RecordingMailer, logger: Logger, metrics: MetricsRegistry
    ) async throws -> Accounts {
        let tokens = await AccessTokens(keys: keys, issuer: "test", audience: "test", lifetime: model.accessLifetime)
        return try Accounts(
            model: model, tokens: tokens, hasher: hasher, database: MeteredDatabase(database, metrics: metrics),
            mailer: mailer,
            resetMail: ResetMail(service: "Test", link: "https://example.org/reset?token={token}"), logger: logger,
            metrics: metrics, now: { clock.now })
    }

    /// An account with the password `correct horse`.
    func addAccount(_ id: String, email: String, role: String = "user", status: String = "active") async throws {
        try await database.write { connection in
            try connection.execute(
                sql: """
                    INSERT INTO "users" ("id", "email", "name", "role", "status", "created_at", "updated_at", "version")
                    VALUES (?, ?, 'Ann', ?, ?, ?, ?, 1)
                    """, arguments: [id, email, role, status, clock.now, clock.now])
            try accounts.setPassword(hash: "hash:correct horse", of: id, on: connection)
        }
    }

    func change(_ sql: String) async throws { try await database.write { try $0.execute(sql: sql) } }

    func signIn(_ email: String = "ann@example.org") async throws -> Accounts.SignIn {
        try await accounts.signIn(login: email, password: "correct horse")
    }

    func token(_ signIn: Accounts.SignIn) async throws -> String {
        try await accounts.tokens.issue(account: signIn.account, session: signIn.session, id: "1", at: clock.now)
    }

    /// The caller of a token, or nil for 401.
    func caller(_ token: String, in accounts: Accounts? = nil) async throws -> Caller? {
        do {
            return try await (accounts ?? self.accounts).authenticator.caller(bearer: token[...], at: clock.now)
        } catch let problem as Problem where problem.status == .unauthorized {
            return nil
        }
    }
}

/// Runs an operation that must end in a problem, and returns it.
func problem(_ work: () async throws -> some Sendable) async -> Problem? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? Problem
    }
}
