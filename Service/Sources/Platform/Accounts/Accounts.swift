import GRDB
import HTTPTypes
import Logging

/// Signs accounts in and out and keeps their passwords. One value serves the whole process.
public struct Accounts: Sendable {
    /// A session that has just begun or been continued.
    public struct SignIn: Sendable, Equatable {
        public var account: String
        public var session: String
        /// Nil: the service gives none.
        public var refreshToken: String?
    }

    public let model: AccountModel
    public let authenticator: AccountAuthenticator
    /// Requests for a forgotten password; runs beside the server.
    public let resets: PasswordResets
    let statements: AccountStatements
    package let tokens: AccessTokens
    let hasher: any PasswordHasher
    let failures: LoginFailures
    let database: MeteredDatabase
    let now: @Sendable () -> Timestamp
    let newID: @Sendable () -> String

    /// - Parameter resetMail: makes the mail for a forgotten password from its token; nil: the service sends none.
    /// - Throws: `DatabaseError` when the account's table does not exist yet: migrate first.
    public init(
        model: AccountModel, tokens: AccessTokens, hasher: any PasswordHasher, database: MeteredDatabase,
        mailer: any Mailer, resetMail: ResetMail, logger: Logger = Logger(label: "accounts"),
        metrics: MetricsRegistry = MetricsRegistry(),
        now: @escaping @Sendable () -> Timestamp = { .now }, newID: @escaping @Sendable () -> String = { UUIDv7.make() }
    ) throws {
        self.model = model
        self.tokens = tokens
        self.hasher = hasher
        self.database = database
        self.now = now
        self.newID = newID
        statements = AccountStatements(model)
        failures = LoginFailures(lockout: model.lockout)
        authenticator = try AccountAuthenticator(
            model: model, tokens: tokens, database: database, metrics: metrics)
        resets = PasswordResets(
            model: model, statement: statements.byLogin, database: database, mailer: mailer, mail: resetMail,
            logger: logger,
            now: now)
    }

    // MARK: Sessions

    /// Signs in. Unknown account, wrong password, lockout and an account that may not act get the same answer after the same work.
    /// - Throws: a ``Problem`` with status 401 or 503.
    public func signIn(login text: String, password: String) async throws -> SignIn {
        let login = model.login.stored(text)
        let account = try await database.read { try find(login, on: $0) }
        let matches = try await verify(password, against: account?.hash)
        let session = newID()
        let refreshToken = model.refreshLifetime.map { _ in OpaqueToken.random() }
        let signedIn: SignIn? = try await database.write { connection in
            // Counted again after the work: of many guesses at once, only as many as the lockout allows are answered.
            let now = now()
            if try failures.isLocked(login, at: now, on: connection) { return nil }
            guard matches, let account = try find(login, on: connection), account.isActive else {
                try failures.record(login, at: now, on: connection)
                return nil
            }
            try failures.clear(login, on: connection)
            try start(session, for: account.id, refreshToken: refreshToken, at: now, on: connection)
            return SignIn(account: account.id, session: session, refreshToken: refreshToken?.text)
        }
        guard let signedIn else { throw Self.badCredentials }
        return signedIn
    }

    /// Exchanges a refresh token for the next one. A token that was used before ends its session.
    /// - Throws: a ``Problem`` with status 401.
    public func refresh(_ text: String) async throws -> SignIn {
        let next = OpaqueToken.random()
        let signedIn: SignIn? = try await database.write { connection in
            let now = now()
            let exchange = try SessionStore.exchange(
                OpaqueToken(text: text), for: next, at: now, lifetime: model.sessionLifetime, on: connection)
            guard case .good(let account, let session) = exchange else { return nil }
            guard try mayAct(account, session: session, at: now, on: connection) else {
                try SessionStore.end(session, at: now, on: connection)
                return nil
            }
            return SignIn(account: account, session: session, refreshToken: next.text)
        }
        guard let signedIn else { throw Self.invalidRefreshToken }
        return signedIn
    }

    /// Ends the caller's session.
    public func signOut(_ caller: Caller) async throws {
        try await database.write { try SessionStore.end(caller.session, at: now(), on: $0) }
    }

    /// Ends every session of an account, in the transaction of the change that asks for it.
    public func revokeSessions(of account: String, on connection: Connection) throws {
        try SessionStore.endAll(of: account, at: now(), on: connection)
    }

    // MARK: Making accounts

    /// Hashes a password that was checked already.
    /// - Throws: a ``Problem`` with status 503.
    public func hash(_ password: String) async throws -> String {
        do { return try await hasher.hash(password) } catch let busy as HashingBusy { throw busy.problem }
    }

    /// Gives a new account its password, in the transaction that makes it.
    public func setPassword(hash: String, of account: String, on connection: Connection) throws {
        try Credentials.set(hash: hash, of: account, at: now(), on: connection)
    }

    /// Signs a new account in, in the transaction that makes it.
    public func begin(for account: String, on connection: Connection) throws -> SignIn {
        let session = newID()
        let refreshToken = model.refreshLifetime.map { _ in OpaqueToken.random() }
        try start(session, for: account, refreshToken: refreshToken, at: now(), on: connection)
        return SignIn(account: account, session: session, refreshToken: refreshToken?.text)
    }

    // MARK: Shared by the operations

    struct Found: Sendable {
        var id: String
        var isActive: Bool
        var hash: String?
    }

    func find(_ login: String, on connection: Connection) throws -> Found? {
        let statement = try connection.cachedStatement(sql: statements.byLogin)
        return try Row.fetchOne(statement, arguments: AccountStatements.arguments(me: nil, now: now(), login: login))
            .map {
                Found(id: $0["_id"], isActive: $0["_active"], hash: $0["_hash"])
            }
    }

    func verify(_ password: String, against hash: String?) async throws -> Bool {
        do { return try await hasher.verify(password, againstKnown: hash) } catch let busy as HashingBusy {
            throw busy.problem
        }
    }

    private func mayAct(_ account: String, session: String, at now: Timestamp, on connection: Connection) throws -> Bool
    {
        let statement = try connection.cachedStatement(sql: statements.byID)
        return try Row.fetchOne(
            statement, arguments: AccountStatements.arguments(me: account, now: now, session: session)) != nil
    }

    private func start(
        _ session: String, for account: String, refreshToken: OpaqueToken?, at now: Timestamp, on connection: Connection
    ) throws {
        try SessionStore.start(
            session, account: account, refreshToken: refreshToken, at: now, lifetime: model.sessionLifetime,
            on: connection)
        if let touch = statements.touch {
            try connection.cachedStatement(sql: touch).execute(arguments: ["me": account, "now": now])
        }
    }

    static let badCredentials = Problem(
        .unauthorized, code: "bad-credentials", detail: "Login or password are wrong, or the account may not sign in.",
        headers: [.wwwAuthenticate: "Bearer"])
    static let invalidRefreshToken = Problem.unauthorized(
        "The refresh token is not valid, or not any more.", code: "invalid-token")
}
