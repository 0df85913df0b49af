import Blueprint
import Source

/// A matcher as the literal of PlatformTesting's `Expected`.
func expected(_ matcher: Matcher, _ indent: Int) -> String {
    switch matcher {
    case .equals(let json): expected(json, indent)
    case .present: ".present"
    case .any: ".any"
    case .absent: ".absent"
    case .empty: ".empty"
    case .object(let members, let exact):
        (exact ? ".only(" : "")
            + dictionary(members.map { ($0.name, expected($0.value, indent + 4)) }, indent)
            + (exact ? ")" : "")
    case .array(let elements): Layout.array(elements.map { expected($0, indent + 4) }, indent: indent, prefix: 24)
    case .containing(let elements):
        ".containing(\(Layout.array(elements.map { expected($0, indent + 4) }, indent: indent, prefix: 24)))"
    }
}

private func expected(_ json: JSON, _ indent: Int) -> String {
    switch json {
    case .null: "nil"
    case .bool(let value): String(value)
    case .number(let text): SwiftText.grouped(text)
    case .string(let text): SwiftText.literal(text)
    case .array(let elements): Layout.array(elements.map { expected($0, indent + 4) }, indent: indent, prefix: 24)
    case .object(let members):
        ".only(" + dictionary(members.map { ($0.name, expected($0.value, indent + 4)) }, indent) + ")"
    }
}

private func dictionary(_ members: [(String, String)], _ indent: Int) -> String {
    if members.isEmpty { return "[:]" }
    return Layout.array(
        members.map { Layout.pair(SwiftText.literal($0.0), $0.1, indent: indent + 4) }, indent: indent, prefix: 24)
}

extension SQLValue {
    /// The literal of a column's value.
    var swift: String {
        switch self {
        case .null: "nil"
        case .integer(let number): SwiftText.integer(number)
        case .text(let text): SwiftText.literal(text)
        }
    }
}
