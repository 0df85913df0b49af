/// The relational schema: tables in an order in which each refers only to itself and those before it.
public struct Schema: Sendable, Equatable {
    public let tables: [Table]
    /// By resource, where its own table is.
    private let places: [String: Int]

    init(tables: [Table]) {
        self.tables = tables
        places = tables.indices.reduce(into: [:]) { places, index in
            if tables[index].listField == nil { places[tables[index].resource] = index }
        }
    }

    public func table(of resource: String) -> Table? { places[resource].map { tables[$0] } }
}

/// A `STRICT` table of SQLite.
public struct Table: Sendable, Equatable {
    public var name: String
    /// The resource whose rows it holds.
    public var resource: String
    /// The `list(T)` field whose elements it holds; nil: the table of the resource itself.
    public var listField: String?
    public var columns: [Column]
    public var primaryKey: [String]
    public var indexes: [Index]
    public var search: SearchTable?
}

public struct Column: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case text = "TEXT"
        case integer = "INTEGER"
    }

    /// `last_login_at`
    public var name: String
    /// The field it stores; nil for the columns of the Platform (`version`, `deleted_at`, …).
    public var field: String?
    public var kind: Kind
    public var isNullable: Bool
    /// A unique constraint of the table itself: the `id` beside an explicit row number.
    public var isUnique = false
    /// The values it may hold: an enum's, a bool's. Ranges and patterns are not repeated in SQL.
    public var check: [SQLValue] = []
    public var reference: ForeignKey?
    /// A generated sequence whose numbers are never used again.
    public var isSequence = false
}

public struct ForeignKey: Sendable, Equatable {
    public enum Action: String, Sendable {
        case cascade = "CASCADE"
        case restrict = "RESTRICT"
        case null = "SET NULL"
    }

    public var table: String
    public var column: String
    public var onDelete: Action
}

public struct Index: Sendable, Equatable {
    public struct Part: Sendable, Hashable {
        public var column: String
        public var descending: Bool

        public init(_ column: String, descending: Bool = false) {
            self.column = column
            self.descending = descending
        }
    }

    public var name: String
    public var parts: [Part]
    public var isUnique: Bool
    /// `"deleted_at" IS NULL`: only live rows are in the index.
    public var condition: String?
}

/// An FTS5 table over the searched columns, kept by triggers.
public struct SearchTable: Sendable, Equatable {
    public var name: String
    public var columns: [String]
    /// The integer column that ties it to the table.
    public var rowColumn: String
}

/// A value as SQLite stores it.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
}
