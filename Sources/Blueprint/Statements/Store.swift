import Brief

/// Every statement of a resource.
public struct Store: Sendable, Equatable {
    /// The rule of one operation or action, as SQL.
    public struct Rule: Sendable, Equatable {
        /// `get`, `update`, `suspend`.
        public var operation: String
        /// Over the row named `t`; binds `:me`, `:role`, `:now` where it uses them.
        public var condition: SQLCondition
        /// Answers one row with one 0 or 1 for the row `:id`.
        public var statement: Statement
    }

    /// Whether a value is taken by another live row.
    public struct UniqueCheck: Sendable, Equatable {
        public var field: String
        /// Binds `:value` and `:id` (null at create); answers a row when the value is taken.
        public var statement: Statement
    }

    /// An action's change: `User.suspend`.
    public struct Change: Sendable, Equatable {
        public var action: String
        public var statement: Statement
    }

    /// The elements of a `list(T)` field.
    public struct Elements: Sendable, Equatable {
        public var field: String
        public var table: String
        /// Binds `:parent_id`; answers `value` in order.
        public var select: Statement
        /// Binds `:parent_id`, `:position`, `:value`.
        public var insert: Statement
        /// Binds `:parent_id`.
        public var clear: Statement
    }

    /// A field of another resource that refers to this one.
    public struct Referrer: Sendable, Equatable {
        public var resource: String
        public var field: String
        public var onDelete: Reference.OnDelete
        /// Binds `:id`. `restrict`: answers a row while one refers to it; `cascade`, `null`: the change to make (also
        /// binds `:now`), which the foreign key makes by itself when both deletions are hard.
        public var statement: Statement
    }

    public var resource: String
    public var table: Table
    /// Binds `:id`; a live row.
    public var byID: Statement
    /// Binds `:key` and those of `path`; the same as `byID` when the key is the id.
    public var byKey: Statement
    /// Binds every column but those that the database makes.
    public var insert: Statement
    /// Binds every column, `:id` and `:version` (the one read before); answers nothing when another was faster.
    public var update: Statement
    /// Binds `:id` and `:version`; `:now` too when deletion is soft.
    public var delete: Statement
    /// Binds `:before`: rows deleted earlier go for good; nil when deletion is hard.
    public var purge: Statement?
    public var unique: [UniqueCheck]
    /// In the brief's order.
    public var rules: [Rule]
    /// The guards of fields: `update.role`.
    public var guards: [Rule]
    /// Conditions of actions (`when`): over the row named `t`.
    public var conditions: [Rule]
    public var changes: [Change]
    public var elements: [Elements]
    public var referrers: [Referrer]
    public var list: ListQuery?
}

extension Store {
    /// Every statement, for documents and for checks of the database's plans.
    public var statements: [Statement] {
        var all = [byID]
        if byKey != byID { all.append(byKey) }
        all += [insert, update, delete]
        if let purge { all.append(purge) }
        all += unique.map(\.statement) + (rules + guards + conditions).map(\.statement) + changes.map(\.statement)
        all += elements.flatMap { [$0.select, $0.insert, $0.clear] } + referrers.map(\.statement)
        return all
    }
}
