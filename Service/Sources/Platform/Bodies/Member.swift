import GRDB

/// A member that a body may have, and what its value must be.
public struct Member: Sendable {
    public var name: String
    /// Where its value is stored; nil for lists and for input that is not stored.
    public var column: String?
    public var type: MemberType
    /// Characters of a text, value of a number (in the smallest unit of a decimal), count of a list.
    public var minimum: Int64?
    public var maximum: Int64?
    /// A regular expression that a text must match.
    public var pattern: String?
    public var isRequired: Bool
    public var isNullable: Bool
    /// An empty text becomes null.
    public var blankIsNull: Bool
    /// What is stored when the member is not sent at create.
    public var initial: DatabaseValue?
    /// The same for a list.
    public var items: [DatabaseValue]

    public init(
        _ name: String, column: String? = nil, _ type: MemberType, minimum: Int64? = nil, maximum: Int64? = nil,
        pattern: String? = nil, isRequired: Bool = false, isNullable: Bool = false, blankIsNull: Bool = false,
        initial: (any DatabaseValueConvertible)? = nil, items: [DatabaseValue] = []
    ) {
        self.name = name
        self.column = column
        self.type = type
        self.minimum = minimum
        self.maximum = maximum
        self.pattern = pattern
        self.isRequired = isRequired
        self.isNullable = isNullable
        self.blankIsNull = blankIsNull
        self.initial = initial?.databaseValue
        self.items = items
    }
}

/// The type of a member's value.
public indirect enum MemberType: Sendable {
    case text, email, url, uuid, int, bool, date, datetime, json
    /// What looks for an `email`: any text, in lower case.
    case lowercased
    /// Digits in all, and behind the point; on the wire a string.
    case decimal(precision: Int, scale: Int)
    case enumeration([String])
    case list(Member)
    /// The id of a live row; the statement answers it for `:id`.
    case reference(statement: String, isNumber: Bool)
}

/// Why a body refuses a member that is a field all the same.
public enum Refusal: String, Sendable {
    case readonly, immutable, forbidden

    var detail: String {
        switch self {
        case .readonly: "is set by the service"
        case .immutable: "is set once and stays"
        case .forbidden: "is not yours to set"
        }
    }
}
