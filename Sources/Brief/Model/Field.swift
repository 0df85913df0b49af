/// A field of a resource, or of an action's input.
public struct Field: Sendable, Equatable {
    public var name: String
    public var type: FieldType
    /// Characters of a text, value of a number, count of a list; nil: unbounded.
    public var bounds: Bounds?
    public var isNullable: Bool
    /// Among live rows.
    public var isUnique: Bool
    /// Set at create only.
    public var isImmutable: Bool
    /// Never from a client; actions and the server set it.
    public var isReadonly: Bool
    /// Accepted, never answered.
    public var isWriteonly: Bool
    /// Neither accepted nor answered.
    public var isHidden: Bool
    public var isIndexed: Bool
    /// `blank=null`: an empty text becomes null.
    public var blankIsNull: Bool
    public var defaultValue: Literal?
    /// `/^\+[0-9]{7,15}$/` without its slashes; of the linear subset.
    public var pattern: String?
    public var reference: Reference?

    public init(
        name: String, type: FieldType, bounds: Bounds? = nil, isNullable: Bool = false, isUnique: Bool = false,
        isImmutable: Bool = false, isReadonly: Bool = false, isWriteonly: Bool = false, isHidden: Bool = false,
        isIndexed: Bool = false, blankIsNull: Bool = false, defaultValue: Literal? = nil, pattern: String? = nil,
        reference: Reference? = nil
    ) {
        self.name = name
        self.type = type
        self.bounds = bounds
        self.isNullable = isNullable
        self.isUnique = isUnique
        self.isImmutable = isImmutable
        self.isReadonly = isReadonly
        self.isWriteonly = isWriteonly
        self.isHidden = isHidden
        self.isIndexed = isIndexed
        self.blankIsNull = blankIsNull
        self.defaultValue = defaultValue
        self.pattern = pattern
        self.reference = reference
    }
}

public indirect enum FieldType: Sendable, Equatable {
    case string, text, int, bool, date, datetime, uuid, email, url, json
    case decimal(precision: Int, scale: Int)
    case enumeration([String])
    /// `list(string(1..50))`: element type and its bounds.
    case list(FieldType, Bounds?)
    /// `slug(title)`: made from another text field when the row is created.
    case slug(of: String)
    /// `-> Resource`; `Field.reference` says the rest.
    case reference(String)
}

extension FieldType {
    public var isSlug: Bool {
        if case .slug = self { true } else { false }
    }
}

/// `(1..80)`, `(..20)`, `(1..)`; inclusive; decimals exact, as written.
public struct Bounds: Sendable, Equatable {
    public var minimum: Number?
    public var maximum: Number?

    public init(minimum: Number? = nil, maximum: Number? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// An exact decimal number: `units / 10^scale`.
public struct Number: Sendable, Hashable {
    public var units: Int64
    public var scale: Int

    public init(units: Int64, scale: Int = 0) {
        self.units = units
        self.scale = scale
    }
}

public struct Reference: Sendable, Equatable {
    public enum OnDelete: String, Sendable { case cascade, restrict, null }

    /// Name of the referenced resource.
    public var target: String
    public var onDelete: OnDelete
    /// `= me`: always the caller, never from the client.
    public var isCaller: Bool

    public init(target: String, onDelete: OnDelete = .restrict, isCaller: Bool = false) {
        self.target = target
        self.onDelete = onDelete
        self.isCaller = isCaller
    }
}
