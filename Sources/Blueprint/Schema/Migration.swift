/// A step of the schema's history: `Migrations/0001_create_users.up.sql` and what undoes it.
public struct Migration: Sendable, Equatable {
    /// Counted from 1.
    public var number: Int
    /// `create_users`
    public var name: String
    public var up: String
    public var down: String

    /// `0001_create_users`
    public var stem: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
    }

    /// One for each resource, its child tables with it.
    static func all(of schema: Schema) -> [Migration] {
        var groups: [[Table]] = []
        for table in schema.tables {
            if table.listField == nil { groups.append([table]) } else { groups[groups.count - 1].append(table) }
        }
        return groups.enumerated().map { index, tables in
            Migration(
                number: index + 1, name: "create_" + tables[0].name, up: script(tables.flatMap(\.createStatements)),
                down: script(tables.reversed().flatMap(\.dropStatements)))
        }
    }

    private static func script(_ statements: [String]) -> String {
        statements.map { $0 + ";\n" }.joined(separator: "\n")
    }
}
