import GRDB

/// What a resource is: its statements, and what holds for all of its operations.
public struct Resource<R: StoredRow>: Sendable {
    /// The SQL of a resource; what each statement binds is said at its name.
    public struct Statements: Sendable {
        /// `:key`; and `:parent` below a parent. A live row.
        public var byKey: String
        /// `:id`
        public var byID: String
        /// Every column; answers the row.
        public var insert: String
        /// Every column, `:id` and `:version`; answers the row, or nothing when another write was faster.
        public var update: String
        /// `:id`, `:version`, `:now`
        public var delete: String

        public init(byKey: String, byID: String, insert: String, update: String, delete: String) {
            self.byKey = byKey
            self.byID = byID
            self.insert = insert
            self.update = update
            self.delete = delete
        }
    }

    /// A member whose value no two live rows share.
    public struct Unique: Sendable {
        public var member: String
        public var column: String
        /// `:value`, and `:id` of the row that may have it; answers a row when another one has it.
        public var statement: String

        public init(member: String, column: String, statement: String) {
            self.member = member
            self.column = column
            self.statement = statement
        }
    }

    /// A list field: a table of its own.
    public struct List: Sendable {
        public var member: String
        /// `:parent_id`
        public var select: String
        /// `:parent_id`, `:position`, `:value`
        public var insert: String
        /// `:parent_id`
        public var clear: String

        public init(member: String, select: String, insert: String, clear: String) {
            self.member = member
            self.select = select
            self.insert = insert
            self.clear = clear
        }
    }

    /// Rows elsewhere that refer to one that is deleted.
    public enum Referrer: Sendable {
        /// Answers a row while one refers to `:id`: the deletion is refused.
        case restrict(name: String, statement: String)
        /// Deletes or lets go of the rows that refer to `:id`, at `:now`.
        case change(statement: String)
    }

    /// The row above in the path.
    public struct Parent: Sendable {
        /// The column that refers to it.
        public var column: String
        /// The id of the parent's row that the path's keys name.
        /// - Throws: a ``Problem`` with status 404 when there is none that the caller may get.
        public var find: @Sendable (ArraySlice<String>, Principal, Connection) throws -> DatabaseValue

        public init(
            column: String,
            find: @escaping @Sendable (ArraySlice<String>, Principal, Connection) throws -> DatabaseValue
        ) {
            self.column = column
            self.find = find
        }
    }

    /// `User`
    public var name: String
    /// Where its rows are: `/v1/users`; parameters in braces.
    public var path: String
    /// The column whose value ends the path of a row.
    public var keyColumn: String
    public var statements: Statements
    /// What columns hold in a new row of which no request says it.
    public var initial: [String: DatabaseValue]
    /// A row that the caller may not get does not exist for them.
    public var get: Check<R>
    public var unique: [Unique]
    public var lists: [List]
    public var referrers: [Referrer]
    public var parent: Parent?
    /// Columns that the audit log does not show.
    public var redacted: Set<String>

    public init(
        _ name: String, path: String, keyColumn: String = "id", statements: Statements,
        initial: [String: DatabaseValue] = [:], get: Check<R>, unique: [Unique] = [], lists: [List] = [],
        referrers: [Referrer] = [], parent: Parent? = nil,
        redacted: Set<String> = []
    ) {
        self.name = name
        self.path = path
        self.keyColumn = keyColumn
        self.statements = statements
        self.initial = initial
        self.get = get
        self.unique = unique
        self.lists = lists
        self.referrers = referrers
        self.parent = parent
        self.redacted = redacted
    }
}
