import Source

/// A rule of the brief, parsed and type-checked: one tree compiles to SQL (which rows) and to a check of one row.
public indirect enum ExpressionKind: Sendable, Equatable {
    case literal(Literal)
    /// The caller; null when anonymous. Compared with `self` or a reference.
    case me
    /// This row.
    case row
    /// `$`: the parameter of a filter.
    case parameter
    /// `$reason`: a member of an action's input, in its `set`.
    case input(Field)
    case now
    /// True for everyone, signed in or not.
    case anyone
    /// True when the caller has this role or a higher one.
    case role(String)
    /// A field of the row, or of a row it refers to: `status`, `author.username`, `me.team` is `.callerField`.
    case field([String])
    /// `me.role`: a field of the caller's own row.
    case callerField([String])
    case compare(Comparison, Expression, Expression)
    /// `role in (admin, owner)`: the right side's members.
    case among(Expression, [Expression])
    /// `$ in tagList`: membership in a list field.
    case contains(list: Expression, element: Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)
    case arithmetic(Arithmetic, Expression, Expression)
}

public enum Comparison: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

public enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
}

public struct Expression: Sendable, Equatable {
    public var kind: ExpressionKind
    public var type: ValueType
    /// Where it stands in the brief.
    public var range: SourceRange?

    public init(_ kind: ExpressionKind, type: ValueType, range: SourceRange? = nil) {
        self.kind = kind
        self.type = type
        self.range = range
    }
}

/// The type of an expression's value.
public indirect enum ValueType: Sendable, Equatable {
    case bool, int, decimal, text, date, datetime, duration, uuid, null
    case enumeration([String])
    /// A row of this resource (`me`, `self`, a reference).
    case row(String)
    case list(ValueType)
}

/// A constant of the brief.
public enum Literal: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case decimal(Number)
    case text(String)
    /// A bare word beside an enum.
    case enumeration(String)
    case duration(Seconds)
    /// RFC 3339 text.
    case datetime(String)
    case date(String)
    case list([Literal])
}
