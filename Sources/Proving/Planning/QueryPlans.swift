import Blueprint
import Brief
import GRDB

import struct Blueprint.Statement
import struct Blueprint.Table

/// Counts the list queries that the database would run badly: each filter with the default sort, and each sort alone,
/// planned by the database itself on seeded data.
public enum QueryPlans {
    /// What is looked for in a plan.
    public enum Fault: Sendable {
        /// Every row is read: no index is used, or none finds the rows that an equality asks for.
        case fullScan
        /// The rows are sorted after they were found (`USE TEMP B-TREE`).
        case temporarySort
    }

    static let unit = "statements"

    /// One request to a list.
    struct Query {
        var name: String
        var statement: Statement
        /// The column by which an index must find the rows; nil where walking along the sort's index and testing each
        /// row is what is meant (ranges, `in`, `contains`).
        var equality: String?
    }

    /// - Parameter rows: how many rows each table is given.
    public static func read(
        _ fault: Fault, _ files: MigrationFiles, _ blueprint: Blueprint, rows: Int = 500
    ) throws -> Reading {
        let queries = queries(blueprint)
        do {
            let queue = try files.database()
            try Seeding.fill(queue, blueprint.schema, rows: rows)
            let findings = try queries.compactMap { query in
                let line = line(with: fault, of: try plan(query.statement, queue), equality: query.equality)
                return line.map { "\(query.name): \($0)" }
            }
            var reading = Reading.counting(findings, unit)
            reading.details["plans"] = Double(queries.count)
            return reading
        } catch let failure as MigrationFiles.Failure {
            return .notMeasured(failure.description, unit: unit)
        } catch let error as DatabaseError {
            return .notMeasured("the schema does not take the brief's rows: \(error.message ?? "")", unit: unit)
        }
    }

    static func queries(_ blueprint: Blueprint) -> [Query] {
        blueprint.stores.flatMap { store -> [Query] in
            guard let list = store.list else { return [] }
            let filters = list.filters.map { filter in
                Query(
                    name: "\(list.name) filtered by \(filter.parameter)",
                    statement: list.statement(filters: [filter.parameter]), equality: column(of: filter, store.table))
            }
            let sorts = list.sorts.map { sort in
                Query(
                    name: "\(list.name) sorted by \(sort.descending ? "-" : "")\(sort.field)",
                    statement: list.statement(sort: sort))
            }
            return filters + sorts
        }
    }

    private static func column(of filter: ListQuery.Filter, _ table: Table) -> String? {
        guard case .field(let field, .eq) = filter.test else { return nil }
        return table.columns.first { $0.field == field }?.name
    }

    static func plan(_ statement: Statement, _ queue: DatabaseQueue) throws -> [String] {
        try queue.read { db in
            // Planning looks at no value; a parameter that is not bound is null.
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + statement.sql)
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }

    /// What shows the fault in a plan as SQLite prints it; nil: it has none.
    static func line(with fault: Fault, of plan: [String], equality column: String? = nil) -> String? {
        switch fault {
        case .temporarySort:
            return plan.contains { $0.contains("USE TEMP B-TREE") } ? plan.joined(separator: "; ") : nil
        case .fullScan:
            if let scan = plan.first(where: isFullScan) { return scan }
            // By its own index, or by a subselect that finds the id.
            guard let column, !plan.contains(where: { $0.hasPrefix("SEARCH ") && $0.contains("\(column)=?") }) else {
                return nil
            }
            return "no index finds the rows by \(column): \(plan.joined(separator: "; "))"
        }
    }

    /// Walking along an index in the order wanted stops at the page's end, and is not meant.
    private static func isFullScan(_ line: String) -> Bool {
        line.hasPrefix("SCAN ") && !line.contains(" INDEX ") && line != "SCAN CONSTANT ROW"
    }
}
