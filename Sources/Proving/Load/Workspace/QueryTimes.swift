import Blueprint
import Brief
import Foundation
import GRDB

import struct Blueprint.Statement
import struct Blueprint.Table

/// How long the service's reading statements take on a database as a run has left it, on a connection of its own, with
/// values that are in it.
enum QueryTimes {
    private static let rounds = 50
    /// Rows of a page and the one that tells whether another follows.
    private static let page = 51

    /// - Parameter path: the database's file.
    /// - Returns: the slowest first.
    static func read(_ path: String, _ blueprint: Blueprint) throws -> [Bottlenecks.Query] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { connection in
            try blueprint.stores.flatMap { store -> [Bottlenecks.Query] in
                let named = [(store.byID.name, store.byID)] + lists(store)
                return try named.map { name, statement in
                    try measure(name, statement, store, blueprint, connection)
                }
            }
        }.sorted { ($0.p95, $0.name) > ($1.p95, $1.name) }
    }

    private static func lists(_ store: Store) -> [(String, Statement)] {
        guard let list = store.list else { return [] }
        return list.sorts.map { sort in
            ("\(list.name) sorted by \(sort.descending ? "-" : "")\(sort.field)", list.statement(sort: sort))
        } + list.filters.map { ("\(list.name) filtered by \($0.parameter)", list.statement(filters: [$0.parameter])) }
    }

    private static func measure(
        _ name: String, _ statement: Statement, _ store: Store, _ blueprint: Blueprint, _ connection: GRDB.Database
    ) throws -> Bottlenecks.Query {
        let table = store.table.name.quotedDatabaseIdentifier
        let rows = try Row.fetchAll(connection, sql: "SELECT * FROM \(table) LIMIT \(rounds)")
        let prepared = try connection.makeStatement(sql: statement.sql)
        let clock = ContinuousClock()
        var times: [Double] = []
        // The first execution reads pages into the cache; it is not counted.
        for round in -1..<rounds {
            let row = rows.isEmpty ? nil : rows[max(round, 0) % rows.count]
            let values = statement.parameters.map { ($0.name, value(of: $0.name, row, store, blueprint)) }
            prepared.setUncheckedArguments(StatementArguments(Dictionary(uniqueKeysWithValues: values)))
            let elapsed = try clock.measure { _ = try Row.fetchAll(prepared) }
            if round >= 0 { times.append(elapsed / .milliseconds(1)) }
        }
        times.sort()
        let plan = try connection.makeStatement(sql: "EXPLAIN QUERY PLAN " + statement.sql)
        plan.setUncheckedArguments(StatementArguments())
        return Bottlenecks.Query(
            name: name, p50: times[rounds / 2], p95: times[rounds * 95 / 100],
            plan: try Row.fetchAll(plan).map { $0["detail"] })
    }

    /// What a request of the last role would bind.
    private static func value(
        of parameter: String, _ row: Row?, _ store: Store, _ blueprint: Blueprint
    ) -> DatabaseValue {
        switch parameter {
        case "limit": return page.databaseValue
        case "role": return (max(0, blueprint.brief.roles.count - 1)).databaseValue
        case "now": return Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)).databaseValue
        case "me", "id", "key": return row?["id"] ?? .null
        default: break
        }
        guard parameter.hasPrefix("f_"),
            let filter = store.list?.filters.first(where: { $0.condition.parameters.contains { $0.name == parameter } }
            ),
            case .field(let field, let comparison) = filter.test,
            let column = store.table.columns.first(where: { $0.field == field })
        else { return .null }
        let value: DatabaseValue = row?[column.name] ?? .null
        // A list of values comes as a JSON array.
        return comparison == .in ? "[\"\(String.fromDatabaseValue(value) ?? "")\"]".databaseValue : value
    }
}
