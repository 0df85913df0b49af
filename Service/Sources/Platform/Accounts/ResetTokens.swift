import GRDB

/// Tokens for forgotten passwords. Each function runs in its caller's transaction.
enum ResetTokens {
    /// Seconds.
    static let lifetime: Int64 = 3600

    /// A new token replaces the account's older ones.
    static func issue(for account: String, at now: Timestamp, on connection: Connection) throws -> OpaqueToken {
        try remove(of: account, on: connection)
        let token = OpaqueToken.random()
        try connection.cachedStatement(
            sql: #"INSERT INTO "_reset_tokens" ("hash", "account_id", "expires_at") VALUES (?, ?, ?)"#
        ).execute(arguments: [token.hash, account, now.adding(seconds: lifetime)])
        return token
    }

    static func account(of token: OpaqueToken, at now: Timestamp, on connection: Connection) throws -> String? {
        let sql = #"SELECT "account_id" FROM "_reset_tokens" WHERE "hash" = ? AND "expires_at" > ?"#
        return try String.fetchOne(connection.cachedStatement(sql: sql), arguments: [token.hash, now])
    }

    static func remove(of account: String, on connection: Connection) throws {
        try connection.cachedStatement(sql: #"DELETE FROM "_reset_tokens" WHERE "account_id" = ?"#).execute(arguments: [
            account
        ])
    }
}
