import GRDB

/// A column that the Server's own commands fill when they make an account.
public struct AccountColumn: Sendable, Equatable {
    /// Name of the field: `name`.
    public var field: String
    public var column: String
    /// What it gets when nothing else is said; nil: it has to be said.
    public var initial: DatabaseValue?

    public init(field: String, column: String, initial: DatabaseValue? = nil) {
        self.field = field
        self.column = column
        self.initial = initial
    }
}
