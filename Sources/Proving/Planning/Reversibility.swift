import GRDB

/// Counts what migrating up, down and up again leaves different.
public enum Reversibility {
    static let unit = "differences"

    public static func read(_ files: MigrationFiles) throws -> Reading {
        let queue = try DatabaseQueue()
        do {
            try files.up(queue)
            let first = try objects(queue)
            if first.isEmpty { return .notMeasured("there are no migrations", unit: unit) }
            try files.down(queue)
            let left = try objects(queue)
            try files.up(queue)
            let second = try objects(queue)
            return .counting(
                left.sorted().map { "left after migrating down: \($0)" }
                    + first.subtracting(second).sorted().map { "missing after migrating up again: \($0)" }
                    + second.subtracting(first).sorted().map { "new after migrating up again: \($0)" }, unit)
        } catch let failure as MigrationFiles.Failure {
            return .counting([failure.description], unit)
        }
    }

    /// Each object of the schema with its definition. SQLite keeps its own bookkeeping tables for good.
    private static func objects(_ queue: DatabaseQueue) throws -> Set<String> {
        try queue.read { db in
            try Set(
                String.fetchAll(
                    db,
                    sql: "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master "
                        + "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"))
        }
    }
}
