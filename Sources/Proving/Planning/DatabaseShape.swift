import GRDB

/// The tables of a real database, as it describes them itself.
public struct DatabaseShape: Sendable, Equatable {
    public struct Column: Sendable, Equatable {
        public var name: String
        /// Place in the primary key, from 1; 0: not part of it.
        public var keyPosition: Int
        public var isGenerated: Bool
        /// The table it refers to.
        public var references: String?
    }

    public struct Table: Sendable, Equatable {
        public var name: String
        public var columns: [Column]

        public func column(_ name: String) -> Column? { columns.first { $0.name == name } }

        public var primaryKey: [String] {
            columns.filter { $0.keyPosition > 0 }.sorted { $0.keyPosition < $1.keyPosition }.map(\.name)
        }
    }

    public var tables: [Table]

    public init(_ queue: DatabaseQueue) throws {
        tables = try queue.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                    + "ORDER BY name"
            ).map { Table(name: $0, columns: try Self.columns(of: $0, db)) }
        }
    }

    private static func columns(of table: String, _ db: Database) throws -> [Column] {
        let references = Dictionary(
            try Row.fetchAll(db, sql: "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)", arguments: [table])
                .map { ($0["from"] as String, $0["table"] as String) }, uniquingKeysWith: { first, _ in first })
        return try Row.fetchAll(
            db, sql: "SELECT name, pk, hidden FROM pragma_table_xinfo(?)", arguments: [table]
        ).map { row in
            let name: String = row["name"]
            // 1 marks the hidden columns of a virtual table, 2 and 3 generated ones.
            let hidden: Int = row["hidden"]
            return Column(name: name, keyPosition: row["pk"], isGenerated: hidden > 1, references: references[name])
        }
    }
}
