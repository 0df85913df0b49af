import GRDB

/// Removes what nobody needs any more.
public struct Purge: Sendable {
    /// A table whose deleted rows are kept for a while.
    public struct SoftDeleted: Sendable, Equatable {
        public var table: String
        /// Seconds from deletion.
        public var retention: Int64

        public init(table: String, retention: Int64) {
            self.table = table
            self.retention = retention
        }
    }

    public let softDeleted: [SoftDeleted]
    /// The account's table; nil: the service has no accounts.
    public let accountTable: String?
    /// Seconds for which the audit log is kept.
    public let auditRetention: Int64
    /// Seconds for which failed sign-ins count.
    public let lockoutWindow: Int64

    public init(softDeleted: [SoftDeleted], accountTable: String?, auditRetention: Int64, lockoutWindow: Int64) {
        self.softDeleted = softDeleted
        self.accountTable = accountTable
        self.auditRetention = auditRetention
        self.lockoutWindow = lockoutWindow
    }

    /// Removes rows in short transactions, so that the service keeps answering meanwhile.
    /// - Returns: how many rows were removed from each table; tables without any are left out.
    public func run(on database: DatabasePool, at now: Timestamp, batch: Int = 500) async throws -> [String: Int] {
        var removed: [String: Int] = [:]
        for rule in rules(at: now) {
            var last: DatabaseValue?
            repeat {
                let after = last
                let step = try await database.write { try rule.remove(on: $0, after: after, atMost: batch) }
                if step.removed > 0 { removed[rule.table, default: 0] += step.removed }
                last = step.last
            } while last != nil
        }
        return removed
    }

    private func rules(at now: Timestamp) -> [Rule] {
        var rules = softDeleted.map {
            Rule($0.table, #""deleted_at" < ?1"#, now.adding(seconds: -$0.retention))
        }
        rules += [
            Rule("_sessions", #""expires_at" < ?1"#, now),
            Rule("_reset_tokens", #""expires_at" < ?1"#, now, key: #""hash""#),
            Rule("_login_failures", #""at" < ?1"#, now.adding(seconds: -lockoutWindow)),
            Rule("_idempotency", #""expires_at" < ?1"#, now),
            Rule("_audit", #""at" < ?1"#, now.adding(seconds: -auditRetention)),
        ]
        if let accountTable {
            let orphan =
                #"NOT EXISTS (SELECT 1 FROM \#(accountTable.quotedIdentifier) AS "a" WHERE "a"."id" = "account_id")"#
            rules.append(Rule("_credentials", orphan + #" AND "changed_at" < ?1"#, now, key: #""account_id""#))
            rules.append(Rule("_sessions", orphan + #" AND "created_at" < ?1"#, now))
        }
        return rules
    }

    private struct Rule: Sendable {
        let table: String
        let condition: String
        let limit: Timestamp
        let key: String

        init(_ table: String, _ condition: String, _ limit: Timestamp, key: String = #""rowid""#) {
            self.table = table
            self.condition = condition
            self.limit = limit
            self.key = key
        }

        /// Rows that others still refer to stay; they go when those have gone.
        /// - Returns: how many rows went, and the key to go on after; nil: that was all.
        func remove(on connection: Connection, after last: DatabaseValue?, atMost batch: Int) throws
            -> (removed: Int, last: DatabaseValue?)
        {
            let name = table.quotedIdentifier
            let sql = """
                SELECT \(key) FROM \(name) WHERE \(condition) AND (?2 IS NULL OR \(key) > ?2) ORDER BY \(key) LIMIT \(batch)
                """
            let keys = try DatabaseValue.fetchAll(connection, sql: sql, arguments: [limit, last])
            let statement = try connection.cachedStatement(sql: "DELETE FROM \(name) WHERE \(key) = ?")
            var removed = 0
            for value in keys {
                do {
                    try statement.execute(arguments: [value])
                    removed += 1
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                    continue
                }
            }
            return (removed, keys.count == batch ? keys.last : nil)
        }
    }
}
