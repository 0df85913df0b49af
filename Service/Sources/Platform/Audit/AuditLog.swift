import GRDB

/// The record of who changed what.
public enum AuditLog {
    /// Appends an entry, in the transaction of the change: both are there or neither.
    public static func append(_ entry: AuditEntry, on connection: Connection) throws {
        let sql = """
            INSERT INTO "_audit" ("at", "operation", "actor", "subject", "request_id", "change") VALUES (?, ?, ?, ?, ?, ?)
            """
        try connection.cachedStatement(sql: sql).execute(
            arguments: [entry.at, entry.operation, entry.actor, entry.subject, entry.requestID, entry.change])
    }

    /// What was done to a row, oldest first.
    public static func entries(of subject: String, on connection: Connection) throws -> [AuditEntry] {
        let sql = """
            SELECT "at", "operation", "actor", "subject", "request_id", "change" FROM "_audit" WHERE "subject" = ? ORDER BY "at", "id"
            """
        return try Row.fetchAll(connection, sql: sql, arguments: [subject]).map { row in
            AuditEntry(
                operation: row[1], actor: row[2], subject: row[3], requestID: row[4], at: row[0], change: row[5])
        }
    }
}
