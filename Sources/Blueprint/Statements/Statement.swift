/// One SQL statement with its name, the parameters it binds and the columns it answers.
public struct Statement: Sendable, Equatable {
    /// A bound parameter: `:email`.
    public struct Parameter: Sendable, Hashable {
        /// Without the colon.
        public var name: String
        public var kind: Column.Kind
        public var isNullable: Bool

        public init(_ name: String, _ kind: Column.Kind, isNullable: Bool = false) {
            self.name = name
            self.kind = kind
            self.isNullable = isNullable
        }
    }

    /// A column of the answer.
    public struct Result: Sendable, Equatable {
        public var name: String
        /// The field it holds; nil for the Platform's own (`version`).
        public var field: String?
        public var kind: Column.Kind
        public var isNullable: Bool
    }

    /// `User.byID`
    public var name: String
    public var sql: String
    /// In order of first appearance.
    public var parameters: [Parameter]
    /// Empty for a statement that answers no rows.
    public var columns: [Result]
}

/// A condition on a row, always 0 or 1 and never null, with the parameters it binds.
public struct SQLCondition: Sendable, Equatable {
    public var sql: String
    public var parameters: [Statement.Parameter]

    public init(sql: String, parameters: [Statement.Parameter] = []) {
        self.sql = sql
        self.parameters = parameters
    }
}
