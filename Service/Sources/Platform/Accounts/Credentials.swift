import GRDB

/// Password hashes, apart from the accounts. Each function runs in its caller's transaction.
enum Credentials {
    static func hash(of account: String, on connection: Connection) throws -> String? {
        let sql = #"SELECT "hash" FROM "_credentials" WHERE "account_id" = ?"#
        return try String.fetchOne(connection.cachedStatement(sql: sql), arguments: [account])
    }

    static func set(hash: String, of account: String, at now: Timestamp, on connection: Connection) throws {
        let sql = """
            INSERT INTO "_credentials" ("account_id", "hash", "changed_at") VALUES (?, ?, ?)
            ON CONFLICT ("account_id") DO UPDATE SET "hash" = "excluded"."hash", "changed_at" = "excluded"."changed_at"
            """
        try connection.cachedStatement(sql: sql).execute(arguments: [account, hash, now])
    }
}
