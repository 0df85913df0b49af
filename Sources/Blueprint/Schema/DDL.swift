import Source

extension Table {
    /// `CREATE TABLE`, its indexes, its search table and triggers; a statement each, without semicolons.
    public var createStatements: [String] {
        var lines = columns.map { "    " + definition(of: $0) }
        if columns.first(where: { $0.name == primaryKey.first })?.isSequence != true {
            lines.append("    PRIMARY KEY (\(primaryKey.map(SQLText.identifier).joined(separator: ", ")))")
        }
        for column in columns {
            guard let reference = column.reference else { continue }
            lines.append(
                "    FOREIGN KEY (\(SQLText.identifier(column.name))) REFERENCES \(SQLText.identifier(reference.table)) "
                    + "(\(SQLText.identifier(reference.column))) ON DELETE \(reference.onDelete.rawValue)")
        }
        return ["CREATE TABLE \(SQLText.identifier(name)) (\n" + lines.joined(separator: ",\n") + "\n) STRICT"]
            + indexes.map { $0.createStatement(on: name) } + (search?.createStatements(on: name) ?? [])
    }

    /// What undoes `createStatements`. Indexes go with their table; the triggers of its search table go first, since
    /// dropping a table deletes its rows, and a row that refers to its own table fires them.
    public var dropStatements: [String] {
        (search?.dropStatements ?? []) + ["DROP TABLE \(SQLText.identifier(name))"]
    }

    private func definition(of column: Column) -> String {
        var text = SQLText.identifier(column.name) + " " + column.kind.rawValue
        if column.isSequence {
            // Numbers of deleted rows are not used again, so that an old link never leads to another row.
            return text + " PRIMARY KEY" + (column.field == nil ? "" : " AUTOINCREMENT")
        }
        if !column.isNullable { text += " NOT NULL" }
        if column.isUnique { text += " UNIQUE" }
        if !column.check.isEmpty {
            text +=
                " CHECK (\(SQLText.identifier(column.name)) IN (\(column.check.map(\.sql).joined(separator: ", "))))"
        }
        return text
    }
}

extension Index {
    func createStatement(on table: String) -> String {
        let columns = parts.map { SQLText.identifier($0.column) + ($0.descending ? " DESC" : "") }.joined(
            separator: ", ")
        return
            "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(SQLText.identifier(name)) ON \(SQLText.identifier(table)) (\(columns))"
            + (condition.map { " WHERE " + $0 } ?? "")
    }
}

extension SearchTable {
    /// Its triggers, then itself.
    var dropStatements: [String] {
        ["insert", "delete", "update"].map { "DROP TRIGGER \(SQLText.identifier(name + "_" + $0))" } + [
            "DROP TABLE \(SQLText.identifier(name))"
        ]
    }

    func createStatements(on table: String) -> [String] {
        let search = SQLText.identifier(name)
        let listed = columns.map(SQLText.identifier)
        let names = listed.joined(separator: ", ")
        func values(_ row: String) -> String {
            ([rowColumn].map(SQLText.identifier) + listed).map { row + "." + $0 }.joined(separator: ", ")
        }
        let add = "INSERT INTO \(search) (\"rowid\", \(names)) VALUES (\(values("new")))"
        let remove = "INSERT INTO \(search) (\(search), \"rowid\", \(names)) VALUES ('delete', \(values("old")))"
        func trigger(_ suffix: String, _ event: String, _ body: [String]) -> String {
            "CREATE TRIGGER \(SQLText.identifier(name + "_" + suffix)) AFTER \(event) ON \(SQLText.identifier(table)) BEGIN\n"
                + body.map { "    \($0);\n" }.joined() + "END"
        }
        return [
            "CREATE VIRTUAL TABLE \(search) USING fts5(\(names), content = \(SQLText.literal(table)), "
                + "content_rowid = \(SQLText.literal(rowColumn)), tokenize = 'unicode61 remove_diacritics 2')",
            trigger("insert", "INSERT", [add]),
            trigger("delete", "DELETE", [remove]),
            trigger("update", "UPDATE OF \(names)", [remove, add]),
        ]
    }
}

extension SQLValue {
    /// As a literal.
    public var sql: String {
        switch self {
        case .null: "NULL"
        case .integer(let value): String(value)
        case .text(let value): SQLText.literal(value)
        }
    }
}

extension Schema {
    /// The whole schema as one script.
    public var sql: String {
        tables.flatMap(\.createStatements).map { $0 + ";\n" }.joined(separator: "\n")
    }
}
