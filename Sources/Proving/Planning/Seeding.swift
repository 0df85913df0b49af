import Blueprint
import GRDB

import struct Blueprint.Column
import struct Blueprint.Table

/// Fills tables with rows that the database accepts, so that its planner has statistics to plan by.
enum Seeding {
    /// Parents first. Values repeat as the column's type allows; unique columns never do.
    static func fill(_ queue: DatabaseQueue, _ schema: Schema, rows: Int) throws {
        try queue.write { db in
            // Resources may refer to each other: then no order puts every parent first.
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            // A unique enum has fewer values than there are rows here.
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
            for table in schema.tables {
                let columns = table.columns.filter { !($0.isSequence && $0.field == nil) }
                let names = columns.map { $0.name.quotedDatabaseIdentifier }.joined(separator: ", ")
                let marks = columns.map { _ in "?" }.joined(separator: ", ")
                let insert = try db.makeStatement(
                    sql: "INSERT INTO \(table.name.quotedDatabaseIdentifier) (\(names)) VALUES (\(marks))")
                for row in 0..<rows {
                    try insert.execute(
                        arguments: StatementArguments(columns.map { value($0, of: table, row, rows, schema) }))
                }
            }
            try db.execute(sql: "ANALYZE")
        }
    }

    private static func value(
        _ column: Column, of table: Table, _ row: Int, _ rows: Int, _ schema: Schema
    ) -> DatabaseValue {
        if column.name == "id" { return key(row, column.kind) }
        if column.name == "deleted_at" { return .null }
        let isUnique =
            column.isUnique || table.primaryKey.contains(column.name)
            || table.indexes.contains { $0.isUnique && $0.parts.map(\.column) == [column.name] }
        if let reference = column.reference {
            let isToItself = reference.table == table.name
            // The first row of a table that refers to itself has no other row yet.
            if isToItself, row == 0 { return column.isNullable ? .null : key(row, column.kind) }
            // A parent has many children: where it had one, the planner would think nothing of sorting them.
            let parents = isToItself ? min(row, max(1, rows / 25)) : max(1, rows / 25)
            return key(isUnique ? row : (row * 7) % parents, column.kind)
        }
        if !column.check.isEmpty, !isUnique { return column.check[row % column.check.count].databaseValue }
        return key(isUnique || column.name.hasSuffix("_at") ? row : row % 97, column.kind)
    }

    /// Text of a fixed width, so that it sorts like the number.
    private static func key(_ number: Int, _ kind: Column.Kind) -> DatabaseValue {
        if kind == .integer { return (number + 1).databaseValue }
        let digits = String(number)
        return ("k" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits).databaseValue
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .text(let value): value.databaseValue
        }
    }
}
