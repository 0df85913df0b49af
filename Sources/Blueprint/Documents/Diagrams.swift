extension Schema {
    /// The entity-relationship diagram for Mermaid. Names of tables and columns are letters, digits and `_` only.
    public var mermaid: String {
        var lines = ["erDiagram"]
        for table in tables {
            lines.append("    \(table.name) {")
            for column in table.columns {
                let keys = [
                    table.primaryKey.contains(column.name) ? "PK" : nil, column.reference == nil ? nil : "FK",
                    table.isUnique(column.name) ? "UK" : nil,
                ].compactMap { $0 }
                let suffix = keys.isEmpty ? "" : " " + keys.joined(separator: ", ")
                lines.append("        \(column.kind.rawValue) \(column.name)\(suffix)")
            }
            lines.append("    }")
        }
        for table in tables {
            for column in table.columns {
                guard let reference = column.reference else { continue }
                lines.append(
                    "    \(reference.table) \(column.isNullable ? "|o" : "||")--o{ \(table.name) : \(column.name)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for Graphviz.
    public var graphviz: String {
        var lines = ["digraph schema {", "    rankdir = LR;", "    node [shape = record, fontname = \"sans-serif\"];"]
        for table in tables {
            let rows = table.columns.map {
                "<\($0.name)> \($0.name) \($0.kind.rawValue.lowercased())\($0.isNullable ? "?" : "")\\l"
            }
            lines.append("    \"\(table.name)\" [label = \"\(table.name)|\(rows.joined(separator: "|"))\"];")
        }
        for table in tables {
            for column in table.columns {
                guard let reference = column.reference else { continue }
                lines.append(
                    "    \"\(table.name)\":\"\(column.name)\" -> \"\(reference.table)\":\"\(reference.column)\";")
            }
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }
}

extension Table {
    fileprivate func isUnique(_ column: String) -> Bool {
        columns.contains { $0.name == column && $0.isUnique }
            || indexes.contains { $0.isUnique && $0.parts.map(\.column) == [column] }
    }
}
