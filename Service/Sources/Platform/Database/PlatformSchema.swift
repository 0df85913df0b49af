import GRDB

/// The tables that the Platform keeps for itself. Their names begin with an underscore, which no resource's name can.
/// Every statement can run again: a later version of the Platform adds to the list and never changes what is there.
enum PlatformSchema {
    static func create(_ connection: Connection) throws {
        for statement in statements { try connection.execute(sql: statement) }
    }

    static let statements = [
        // The schema's steps that are applied; `checksum` notices a file that was changed afterwards.
        """
        CREATE TABLE IF NOT EXISTS "_migrations" (
            "number" INTEGER PRIMARY KEY, "name" TEXT NOT NULL, "checksum" TEXT NOT NULL, "applied_at" TEXT NOT NULL
        ) STRICT
        """,
        // Password hashes, apart from the account so that no query over accounts can return one.
        """
        CREATE TABLE IF NOT EXISTS "_credentials" (
            "account_id" TEXT PRIMARY KEY, "hash" TEXT NOT NULL, "changed_at" TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE IF NOT EXISTS "_sessions" (
            "id" TEXT PRIMARY KEY, "account_id" TEXT NOT NULL, "created_at" TEXT NOT NULL, "expires_at" TEXT NOT NULL,
            "revoked_at" TEXT
        ) STRICT
        """,
        #"CREATE INDEX IF NOT EXISTS "_sessions_account" ON "_sessions" ("account_id")"#,
        #"CREATE INDEX IF NOT EXISTS "_sessions_expiry" ON "_sessions" ("expires_at")"#,
        // Tokens are kept as SHA-256: who reads the database cannot use them.
        """
        CREATE TABLE IF NOT EXISTS "_refresh_tokens" (
            "hash" TEXT PRIMARY KEY, "session_id" TEXT NOT NULL REFERENCES "_sessions" ("id") ON DELETE CASCADE,
            "expires_at" TEXT NOT NULL, "used_at" TEXT
        ) STRICT, WITHOUT ROWID
        """,
        #"CREATE INDEX IF NOT EXISTS "_refresh_tokens_session" ON "_refresh_tokens" ("session_id")"#,
        """
        CREATE TABLE IF NOT EXISTS "_reset_tokens" (
            "hash" TEXT PRIMARY KEY, "account_id" TEXT NOT NULL, "expires_at" TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        #"CREATE INDEX IF NOT EXISTS "_reset_tokens_account" ON "_reset_tokens" ("account_id")"#,
        // `login` is a hash: what was typed there may be a password.
        """
        CREATE TABLE IF NOT EXISTS "_login_failures" (
            "id" INTEGER PRIMARY KEY, "login" TEXT NOT NULL, "at" TEXT NOT NULL
        ) STRICT
        """,
        #"CREATE INDEX IF NOT EXISTS "_login_failures_login" ON "_login_failures" ("login", "at")"#,
        #"CREATE INDEX IF NOT EXISTS "_login_failures_at" ON "_login_failures" ("at")"#,
        """
        CREATE TABLE IF NOT EXISTS "_audit" (
            "id" INTEGER PRIMARY KEY, "at" TEXT NOT NULL, "operation" TEXT NOT NULL, "actor" TEXT, "subject" TEXT NOT NULL,
            "request_id" TEXT NOT NULL, "change" TEXT NOT NULL
        ) STRICT
        """,
        #"CREATE INDEX IF NOT EXISTS "_audit_at" ON "_audit" ("at")"#,
        #"CREATE INDEX IF NOT EXISTS "_audit_subject" ON "_audit" ("subject", "at")"#,
        // `status` is null while the first request is in flight.
        """
        CREATE TABLE IF NOT EXISTS "_idempotency" (
            "caller" TEXT NOT NULL, "operation" TEXT NOT NULL, "key" TEXT NOT NULL, "fingerprint" TEXT NOT NULL, "status" INTEGER,
            "headers" TEXT, "body" BLOB, "created_at" TEXT NOT NULL, "expires_at" TEXT NOT NULL,
            PRIMARY KEY ("caller", "operation", "key")
        ) STRICT
        """,
        #"CREATE INDEX IF NOT EXISTS "_idempotency_expiry" ON "_idempotency" ("expires_at")"#,
    ]
}
