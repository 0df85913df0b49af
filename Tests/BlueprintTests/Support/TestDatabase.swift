import Blueprint
import GRDB
import Testing

/// An SQLite database in memory with a blueprint's schema.
struct TestDatabase {
    let queue: DatabaseQueue

    init(_ schema: Schema) throws {
        queue = try DatabaseQueue()
        try queue.write { try $0.execute(sql: schema.sql) }
    }

    func insert(_ rows: [Given.Row], _ schema: Schema, keeping: Bool = true) throws {
        try queue.inTransaction { database in
            for row in rows {
                let table = try #require(schema.table(of: row.resource)).name
                let names = row.columns.map { "\"\($0.column)\"" }.joined(separator: ", ")
                let marks = row.columns.map { _ in "?" }.joined(separator: ", ")
                try database.execute(
                    sql: "INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))",
                    arguments: StatementArguments(row.columns.map(\.value.database)))
                let id = row.columns[0].value.database
                for list in row.lists {
                    for (position, value) in list.values.enumerated() {
                        try database.execute(
                            sql: "INSERT INTO \"\(list.table)\" VALUES (?, ?, ?)",
                            arguments: [id, position, value.database])
                    }
                }
            }
            return keeping ? .commit : .rollback
        }
    }

    /// The query plan's lines; every parameter is bound to the same text.
    func plan(_ statement: NamedStatement) throws -> [String] {
        try queue.read { database in
            let names = Set(statement.parameters.map(\.name))
            let values = Dictionary(uniqueKeysWithValues: names.map { ($0, "1" as (any DatabaseValueConvertible)?) })
            return try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + statement.sql, arguments: StatementArguments(values)
            ).map { $0["detail"] }
        }
    }
}

extension SQLValue {
    var database: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}
