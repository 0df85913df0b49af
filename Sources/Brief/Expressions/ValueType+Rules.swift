extension ValueType {
    /// What a message calls a value of this type.
    var noun: String {
        switch self {
        case .bool: "a yes or no"
        case .int: "a whole number"
        case .decimal: "a decimal number"
        case .text: "a text"
        case .date: "a date"
        case .datetime: "a time"
        case .duration: "a duration"
        case .uuid: "a uuid"
        case .null: "null"
        case .enumeration(let values): "one of (\(values.prefix(6).joined(separator: ", ")))"
        case .row(let resource): "a row of \(resource)"
        case .list: "a list"
        }
    }

    var isNumber: Bool { self == .int || self == .decimal }

    /// Whether `<` means something.
    var isOrdered: Bool {
        switch self {
        case .int, .decimal, .text, .date, .datetime, .duration: true
        default: false
        }
    }

    func isComparable(with other: ValueType) -> Bool {
        switch (self, other) {
        case (.list, _), (_, .list): false
        case (.null, _), (_, .null): true
        case (.row(let left), .row(let right)): left == right
        default: self == other || isNumber && other.isNumber
        }
    }

    static func result(of operation: Arithmetic, _ left: ValueType, _ right: ValueType) -> ValueType? {
        if left.isNumber, right.isNumber {
            // Decimals are exact, and their quotient may not be.
            if operation == .divide, left == .decimal || right == .decimal { return nil }
            return left == .decimal || right == .decimal ? .decimal : .int
        }
        return switch (operation, left, right) {
        case (.add, .datetime, .duration), (.subtract, .datetime, .duration), (.add, .duration, .datetime): .datetime
        case (.subtract, .datetime, .datetime), (.add, .duration, .duration), (.subtract, .duration, .duration):
            .duration
        case (.multiply, .duration, .int), (.multiply, .int, .duration), (.divide, .duration, .int): .duration
        default: nil
        }
    }
}

extension FieldType {
    /// The type of the field's value in expressions.
    public var valueType: ValueType {
        switch self {
        case .string, .text, .email, .url, .json, .slug: .text
        case .int: .int
        case .bool: .bool
        case .date: .date
        case .datetime: .datetime
        case .uuid: .uuid
        case .decimal: .decimal
        case .enumeration(let values): .enumeration(values)
        case .list(let element, _): .list(element.valueType)
        case .reference(let target): .row(target)
        }
    }
}

extension Literal {
    var valueType: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .decimal: .decimal
        case .text: .text
        case .enumeration(let value): .enumeration([value])
        case .duration: .duration
        case .datetime: .datetime
        case .date: .date
        case .list(let elements): .list(elements.first?.valueType ?? .null)
        }
    }
}
