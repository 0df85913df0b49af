import Brief

extension Expression {
    /// As it is written in a brief.
    public var text: String { text(inside: 0) }

    /// Parenthesised where an outer operator binds tighter than this one.
    private func text(inside outer: Int) -> String {
        let (text, strength) = worded
        return strength < outer ? "(\(text))" : text
    }

    private var worded: (String, Int) {
        switch kind {
        case .literal(let literal): (literal.text, 9)
        case .me: ("me", 9)
        case .row: ("self", 9)
        case .parameter: ("$", 9)
        case .input(let field): ("$" + field.name, 9)
        case .now: ("now", 9)
        case .anyone: ("anyone", 9)
        case .role(let name): (name, 9)
        case .field(let path): (path.joined(separator: "."), 9)
        case .callerField(let path): ("me." + path.joined(separator: "."), 9)
        case .compare(let comparison, let left, let right):
            ("\(left.text(inside: 5)) \(comparison.rawValue) \(right.text(inside: 5))", 4)
        case .among(let element, let members):
            ("\(element.text(inside: 5)) in (\(members.map(\.text).joined(separator: ", ")))", 4)
        case .contains(let list, let element): ("\(element.text(inside: 5)) in \(list.text(inside: 5))", 4)
        case .and(let left, let right): ("\(left.text(inside: 2)) and \(right.text(inside: 2))", 2)
        case .or(let left, let right): ("\(left.text(inside: 1)) or \(right.text(inside: 1))", 1)
        case .not(let inner): ("not \(inner.text(inside: 3))", 3)
        case .arithmetic(let operation, let left, let right):
            operation == .add || operation == .subtract
                ? ("\(left.text(inside: 6)) \(operation.rawValue) \(right.text(inside: 7))", 6)
                : ("\(left.text(inside: 7)) \(operation.rawValue) \(right.text(inside: 8))", 7)
        }
    }
}

extension Literal {
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .int(let value): String(value)
        case .decimal(let number): number.text
        case .text(let text): "\"\(text)\""
        case .enumeration(let text), .datetime(let text), .date(let text): text
        case .duration(let seconds): "\(seconds.count)s"
        case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
        }
    }
}

extension Number {
    /// `12.50`
    var text: String {
        if scale == 0 { return String(units) }
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}

extension Field {
    /// `1 to 80 characters`
    var boundsText: String {
        let unit: String? =
            switch type {
            case .string, .text, .email, .url, .slug: "characters"
            case .list: "elements"
            default: nil
            }
        let range =
            switch (bounds?.minimum, bounds?.maximum) {
            case (let low?, let high?): "\(low.text) to \(high.text)"
            case (let low?, nil): "at least \(low.text)"
            case (nil, let high?): "at most \(high.text)"
            case (nil, nil): "any"
            }
        return range + (unit.map { " " + $0 } ?? "")
    }
}

extension FieldType {
    var title: String {
        switch self {
        case .string, .text: "a text"
        case .int: "a whole number"
        case .bool: "true or false"
        case .date: "a date"
        case .datetime: "a date and time"
        case .uuid: "a UUID"
        case .email: "an e-mail address"
        case .url: "a URL"
        case .json: "any JSON"
        case .decimal(let precision, let scale): "a decimal of \(precision) digits, \(scale) behind the point"
        case .enumeration(let values): "one of " + values.joined(separator: ", ")
        case .list(let element, _): "a list, each element \(element.title)"
        case .slug(let field): "a slug made from \(field)"
        case .reference(let target): "the id of a \(target)"
        }
    }
}
