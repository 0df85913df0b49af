import GRDB

/// Sessions and their refresh tokens in the database. Each function runs in its caller's transaction.
enum SessionStore {
    /// What a refresh token leads to.
    enum Exchange: Equatable {
        case good(account: String, session: String)
        /// Used before: somebody else holds it. The session was revoked.
        case reused
        case refused
    }

    /// A session and its first refresh token.
    static func start(
        _ session: String, account: String, refreshToken: OpaqueToken?, at now: Timestamp, lifetime: Int64,
        on connection: Connection
    ) throws {
        let expiry = now.adding(seconds: lifetime)
        try connection.cachedStatement(
            sql: #"INSERT INTO "_sessions" ("id", "account_id", "created_at", "expires_at") VALUES (?, ?, ?, ?)"#
        ).execute(arguments: [session, account, now, expiry])
        if let refreshToken { try add(refreshToken, to: session, until: expiry, on: connection) }
    }

    /// Uses a refresh token up, and gives its session the next one.
    static func exchange(
        _ token: OpaqueToken, for next: OpaqueToken, at now: Timestamp, lifetime: Int64, on connection: Connection
    ) throws -> Exchange {
        let sql = """
            SELECT "s"."id", "s"."account_id", "t"."used_at", "t"."expires_at" > ? AND "s"."revoked_at" IS NULL
            FROM "_refresh_tokens" AS "t" JOIN "_sessions" AS "s" ON "s"."id" = "t"."session_id" WHERE "t"."hash" = ?
            """
        guard let row = try Row.fetchOne(connection.cachedStatement(sql: sql), arguments: [now, token.hash]) else {
            return .refused
        }
        let session: String = row[0]
        let usedAt: Timestamp? = row[2]
        let isLive: Bool = row[3]
        guard usedAt == nil else {
            try end(session, at: now, on: connection)
            return .reused
        }
        guard isLive else { return .refused }
        let expiry = now.adding(seconds: lifetime)
        try connection.cachedStatement(sql: #"UPDATE "_refresh_tokens" SET "used_at" = ? WHERE "hash" = ?"#)
            .execute(arguments: [now, token.hash])
        try connection.cachedStatement(sql: #"UPDATE "_sessions" SET "expires_at" = ? WHERE "id" = ?"#)
            .execute(arguments: [expiry, session])
        try add(next, to: session, until: expiry, on: connection)
        return .good(account: row[1], session: session)
    }

    static func end(_ session: String, at now: Timestamp, on connection: Connection) throws {
        try connection.cachedStatement(
            sql: #"UPDATE "_sessions" SET "revoked_at" = ? WHERE "id" = ? AND "revoked_at" IS NULL"#
        ).execute(arguments: [now, session])
    }

    /// Ends every session of an account but `kept`.
    static func endAll(of account: String, except kept: String? = nil, at now: Timestamp, on connection: Connection)
        throws
    {
        try connection.cachedStatement(
            sql:
                #"UPDATE "_sessions" SET "revoked_at" = ? WHERE "account_id" = ? AND "revoked_at" IS NULL AND "id" IS NOT ?"#
        ).execute(arguments: [now, account, kept])
    }

    private static func add(
        _ token: OpaqueToken, to session: String, until expiry: Timestamp, on connection: Connection
    ) throws {
        try connection.cachedStatement(
            sql: #"INSERT INTO "_refresh_tokens" ("hash", "session_id", "expires_at") VALUES (?, ?, ?)"#
        ).execute(arguments: [token.hash, session, expiry])
    }
}
