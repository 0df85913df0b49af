import GRDB

/// Turns an access token into its caller: the signature is checked once per token, account and session are read by key at most once a
/// second per session.
public struct AccountAuthenticator: Authenticator {
    private let tokens: AccessTokens
    private let model: AccountModel
    private let statement: String
    private let database: MeteredDatabase
    private let states: SessionStates
    private let hits: Scalar
    private let misses: Scalar

    /// Watches the database for changes to accounts and sessions from now on.
    /// - Throws: `DatabaseError` when the account's table does not exist yet: migrate first.
    public init(model: AccountModel, tokens: AccessTokens, database: MeteredDatabase, metrics: MetricsRegistry) throws {
        let statement = AccountStatements(model).byID
        let region = try database.pool.read { try $0.makeStatement(sql: statement).databaseRegion }
        self.tokens = tokens
        self.model = model
        self.statement = statement
        self.database = database
        states = SessionStates(accountTable: model.table, region: region)
        let lookups = { metrics.scalar("session_cache_lookups_total", [("outcome", $0)], kind: .counter) }
        hits = lookups("hit")
        misses = lookups("miss")
        database.pool.add(transactionObserver: states, extent: .databaseLifetime)
    }

    public func caller(bearer: Substring, at now: Timestamp) async throws -> Caller {
        guard let claims = try? await tokens.verify(bearer, at: now) else { throw Self.refused }
        let (known, generation) = states.state(of: claims.session, at: now)
        if let known {
            hits.add(1)
            guard known.caller.id == claims.account else { throw Self.refused }
            return known.caller
        }
        misses.add(1)
        let state = try await database.read { try read(claims.account, session: claims.session, at: now, on: $0) }
        guard let state else { throw Self.refused }
        states.keep(state, for: claims.session, generation: generation)
        return state.caller
    }

    static var refused: Problem {
        .unauthorized("The access token is not valid, or not any more.", code: "invalid-token")
    }

    /// The account and its session as they are; nil when one of them is not good.
    func read(
        _ account: String, session: String, at now: Timestamp, on connection: Connection
    ) throws -> SessionStates.State? {
        let row = try Row.fetchOne(
            connection.cachedStatement(sql: statement),
            arguments: AccountStatements.arguments(me: account, now: now, session: session))
        guard let row, let sessionRow: Int64 = row["_session"] else { return nil }
        var columns: [String: DatabaseValue] = [:]
        for (column, value) in row where !column.hasPrefix("_") { columns[column] = value }
        return SessionStates.State(
            caller: Caller(id: account, session: session, role: model.role(of: row), row: columns),
            accountRow: row["_rowid"], sessionRow: sessionRow, readAt: now,
            goodUntil: now.adding(seconds: SessionStates.bound))
    }
}
