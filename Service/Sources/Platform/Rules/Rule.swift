/// Comparisons as rules mean them, the same as their SQL conditions: a comparison with null is false, and text compares by its UTF-8 bytes (Swift's `==` takes `"é"` and `"e\u{301}"` for equal).
public enum Rule {
    public static func isNull<Value>(_ value: Value?) -> Bool { value == nil }

    public static func same<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool { both(left, right, by: ==) }

    public static func same(_ left: String?, _ right: String?) -> Bool {
        both(left, right) { $0.utf8.elementsEqual($1.utf8) }
    }

    /// The caller's id is text also where ids are numbers.
    public static func same(_ left: String?, _ right: Int64?) -> Bool { same(left, right.map(String.init)) }
    public static func same(_ left: Int64?, _ right: String?) -> Bool { same(right, left) }

    public static func differ<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
        both(left, right) { $0 != $1 }
    }

    public static func differ(_ left: String?, _ right: String?) -> Bool {
        both(left, right) { !$0.utf8.elementsEqual($1.utf8) }
    }

    public static func differ(_ left: String?, _ right: Int64?) -> Bool { differ(left, right.map(String.init)) }
    public static func differ(_ left: Int64?, _ right: String?) -> Bool { differ(right, left) }

    /// Whether a number is from `low` to `high`; nil: there is no such bound. Null is.
    public static func within(_ value: Int64?, _ low: Int64?, _ high: Int64?) -> Bool {
        guard let value else { return true }
        return value >= low ?? .min && value <= high ?? .max
    }

    public static func less<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool { both(left, right, by: <) }

    public static func less(_ left: String?, _ right: String?) -> Bool {
        both(left, right) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public static func atMost<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool { both(left, right, by: <=) }

    public static func atMost(_ left: String?, _ right: String?) -> Bool {
        both(left, right) { !$1.utf8.lexicographicallyPrecedes($0.utf8) }
    }

    public static func greater<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool { less(right, left) }
    public static func greater(_ left: String?, _ right: String?) -> Bool { less(right, left) }
    public static func atLeast<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool { atMost(right, left) }
    public static func atLeast(_ left: String?, _ right: String?) -> Bool { atMost(right, left) }

    private static func both<Value>(_ left: Value?, _ right: Value?, by compare: (Value, Value) -> Bool) -> Bool {
        guard let left, let right else { return false }
        return compare(left, right)
    }
}
