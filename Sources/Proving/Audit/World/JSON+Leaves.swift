import Blueprint

/// A member that holds a plain value, wherever it stands: `email` is `a@example.org`.
struct Pair: Sendable, Hashable {
    var name: String
    var value: String

    /// For a report.
    var shown: String { "\(name) = \(Masking.value(name, value))" }
}

extension JSON {
    /// Every plain value with the name of the member that holds it, or holds its array.
    func pairs(under name: String = "") -> [Pair] {
        switch self {
        case .object(let members): members.flatMap { $0.value.pairs(under: $0.name) }
        case .array(let elements): elements.flatMap { $0.pairs(under: name) }
        case .null: []
        case .bool(let value): [Pair(name: name, value: "\(value)")]
        case .number(let text), .string(let text): [Pair(name: name, value: text)]
        }
    }

    /// Every object, outermost first.
    var objects: [JSON] {
        switch self {
        case .object(let members): [self] + members.flatMap(\.value.objects)
        case .array(let elements): elements.flatMap(\.objects)
        default: []
        }
    }

    /// Every object that stands in an array.
    var items: [JSON] {
        switch self {
        case .object(let members): members.flatMap(\.value.items)
        case .array(let elements): elements.filter { !$0.members.isEmpty } + elements.flatMap(\.items)
        default: []
        }
    }

    /// A string or number as text.
    var plain: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// The value that names an object: `id`, `_id` or `uuid`.
    var identifier: String? { ["id", "_id", "uuid"].lazy.compactMap { self[$0]?.plain }.first }

    var isText: Bool { if case .string = self { true } else { false } }

    /// This object with a member replaced or added.
    func setting(_ name: String, _ value: JSON) -> JSON {
        var members = members
        if let index = members.firstIndex(where: { $0.name == name }) {
            members[index].value = value
        } else {
            members.append(Member(name, value))
        }
        return .object(members)
    }
}

extension String {
    /// Letters and digits in lower case: `order_id` and `orderId` are one name.
    var normalName: String { lowercased().filter { $0.isLetter || $0.isNumber } }

    /// Looks like RFC 3339 or an HTTP date.
    var isTime: Bool {
        firstMatch(of: #/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/#) != nil
            || firstMatch(of: #/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d /#) != nil
    }
}
