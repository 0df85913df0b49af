import GRDB

/// What accounts are in this service: the table that holds them and the rules of the brief's `auth`.
public struct AccountModel: Sendable {
    /// The field by which an account is named at sign-in.
    public struct Login: Sendable {
        /// Member of requests: `email`.
        public var field: String
        public var column: String
        /// Whether it is lower-cased on write, as an `email` is.
        public var isLowercased: Bool

        public init(field: String, column: String, isLowercased: Bool) {
            self.field = field
            self.column = column
            self.isLowercased = isLowercased
        }

        /// The login as the table holds it.
        func stored(_ text: String) -> String { isLowercased ? text.lowercased() : text }
    }

    /// `10 in 15m`: failures of one login, and the seconds in which they count.
    public struct Lockout: Sendable, Equatable {
        public var failures: Int
        public var window: Int64

        public init(failures: Int, window: Int64) {
            self.failures = failures
            self.window = window
        }
    }

    /// `users`
    public var table: String
    public var login: Login
    /// The column that holds the caller's role, and the roles, lowest first.
    public var roleColumn: String?
    public var roles: [String]
    /// `auth.when` as an SQL condition over the account's row, which it names `t`; it may name `:now` and `:me`.
    public var active: String
    public var softDeletes: Bool
    /// Whether ids are numbers that the database gives, and not uuids.
    public var numbersIDs: Bool
    /// Set at each sign-in, where the brief declares such a field.
    public var lastLoginColumn: String?
    public var password: PasswordPolicy
    /// Seconds that an access token lives.
    public var accessLifetime: Int64
    /// Seconds that a refresh token lives; nil: none are given.
    public var refreshLifetime: Int64?
    public var lockout: Lockout?
    /// Columns that the Server's own commands fill when they make an account.
    public var columns: [AccountColumn]
    /// Writes the account as JSON, as its default view answers it.
    public var write: @Sendable (Connection, _ account: String, Principal, inout JSONWriter) throws -> Void

    public init(
        table: String, login: Login, roleColumn: String? = nil, roles: [String], active: String = "1",
        softDeletes: Bool = false, numbersIDs: Bool = false, lastLoginColumn: String? = nil, password: PasswordPolicy,
        accessLifetime: Int64,
        refreshLifetime: Int64? = nil, lockout: Lockout? = nil, columns: [AccountColumn] = [],
        write: @escaping @Sendable (Connection, _ account: String, Principal, inout JSONWriter) throws -> Void
    ) {
        self.table = table
        self.login = login
        self.roleColumn = roleColumn
        self.roles = roles
        self.active = active
        self.softDeletes = softDeletes
        self.numbersIDs = numbersIDs
        self.lastLoginColumn = lastLoginColumn
        self.password = password
        self.accessLifetime = accessLifetime
        self.refreshLifetime = refreshLifetime
        self.lockout = lockout
        self.columns = columns
        self.write = write
    }

    /// Index of the role that a row of the account's table holds; 0 where the service has no roles.
    func role(of row: Row) -> Int {
        guard let roleColumn, let name: String = row[roleColumn] else { return 0 }
        return roles.firstIndex(of: name) ?? 0
    }

    /// Seconds from its last use after which a session ends.
    var sessionLifetime: Int64 { refreshLifetime ?? accessLifetime }
}

/// The statements over the account's own table. Names come from rendered code; they are quoted here all the same.
struct AccountStatements: Sendable {
    /// The account with the id `:me` if it may act at `:now`, and its session's row if that is good.
    let byID: String
    /// Account by login (`:login`): id, whether it is active, its password hash.
    let byLogin: String
    /// Login of the account with the id `:me`, if it may act.
    let loginByID: String
    /// Sets the time of the last sign-in; the account's answers show it, so its `ETag` changes too.
    let touch: String?

    init(_ model: AccountModel) {
        let table = model.table.quotedIdentifier + #" AS "t""#
        let live = model.softDeletes ? #" AND "t"."deleted_at" IS NULL"# : ""
        byID = """
            SELECT "t".*, "t"."rowid" AS "_rowid", (
                SELECT "s"."rowid" FROM "_sessions" AS "s" WHERE "s"."id" = :session
                AND "s"."account_id" = CAST("t"."id" AS TEXT) AND "s"."revoked_at" IS NULL AND "s"."expires_at" > :now
            ) AS "_session"
            FROM \(table) WHERE "t"."id" = :me AND (\(model.active))\(live)
            """
        byLogin = """
            SELECT CAST("t"."id" AS TEXT) AS "_id", (\(model.active)) AS "_active", (
                SELECT "c"."hash" FROM "_credentials" AS "c" WHERE "c"."account_id" = CAST("t"."id" AS TEXT)
            ) AS "_hash"
            FROM \(table) WHERE "t".\(model.login.column.quotedIdentifier) = :login\(live)
            """
        loginByID = """
            SELECT "t".\(model.login.column.quotedIdentifier) FROM \(table) WHERE "t"."id" = :me AND (\(model.active))\(live)
            """
        touch = model.lastLoginColumn.map {
            """
            UPDATE \(model.table.quotedIdentifier) SET \($0.quotedIdentifier) = :now, "version" = "version" + 1 WHERE "id" = :me
            """
        }
    }

    static func arguments(me: String?, now: Timestamp, session: String? = nil, login: String? = nil)
        -> StatementArguments
    {
        ["me": me, "now": now, "session": session, "login": login]
    }
}

extension String {
    var quotedIdentifier: String { "\"" + replacing("\"", with: "\"\"") + "\"" }
}
