import Source

extension FieldLine {
    mutating func readType() throws(Stop) {
        if take("->") {
            guard case .word(let target) = token.kind else {
                throw fail("syntax", "a resource's name is expected here")
            }
            at += 1
            field.type = .reference(target)
            field.reference = Reference(target: target)
            return
        }
        field.type = try type()
        field.bounds = try bounds(of: field.type)
    }

    private mutating func type() throws(Stop) -> FieldType {
        guard case .word(let word) = token.kind else { throw fail("syntax", "a type is expected here") }
        let start = range
        at += 1
        switch word {
        case "string": return .string
        case "text": return .text
        case "int": return .int
        case "bool": return .bool
        case "date": return .date
        case "datetime": return .datetime
        case "uuid": return .uuid
        case "email": return .email
        case "url": return .url
        case "json": return .json
        case "decimal": return try decimal()
        case "enum": return .enumeration(try values())
        case "list": return try list()
        case "slug":
            try require("(")
            guard case .word(let source) = token.kind else { throw fail("syntax", "a field's name is expected here") }
            at += 1
            try require(")")
            return .slug(of: source)
        case "file":
            problems.notSupported("\"file\"", at: start)
            throw Stop()
        default:
            problems.unknown("type", word, at: start, among: Self.types)
            throw Stop()
        }
    }

    private mutating func decimal() throws(Stop) -> FieldType {
        let start = range
        try require("(")
        let precision = try whole()
        try require(",")
        let scale = try whole()
        try require(")")
        guard (1...18).contains(precision), (0...precision).contains(scale) else {
            problems.report(
                "range", "decimal(\(precision), \(scale)) is not possible", at: start,
                help: "up to 18 digits, of which at most so many behind the point")
            throw Stop()
        }
        return .decimal(precision: precision, scale: scale)
    }

    private mutating func whole() throws(Stop) -> Int {
        guard case .number(let text) = token.kind, let number = Int(text) else {
            throw fail("syntax", "a whole number is expected here")
        }
        at += 1
        return number
    }

    private mutating func values() throws(Stop) -> [String] {
        try require("(")
        var values: [String] = []
        repeat {
            let value: String
            switch token.kind {
            case .word(let word): value = word
            case .string(let text): value = text
            default: throw fail("syntax", "a value of the enum is expected here", help: "words, or text in quotes")
            }
            if value.isEmpty || value.count > 100 {
                problems.report("range", "a value of an enum has 1 to 100 characters", at: range)
            }
            if values.contains(value) { problems.report("duplicate-value", "\"\(value)\" is given twice", at: range) }
            values.append(value)
            at += 1
        } while take(",")
        try require(")")
        return values
    }

    private mutating func list() throws(Stop) -> FieldType {
        try require("(")
        let start = range
        if case .word(let word) = token.kind, word.first?.isUppercase == true {
            problems.notSupported("a list of owned rows", at: start)
            throw Stop()
        }
        if case .symbol("->") = token.kind {
            problems.notSupported("a list of references", at: start)
            throw Stop()
        }
        let element = try type()
        switch element {
        case .list, .json, .slug:
            problems.report("type", "a list can't hold this type", at: start, help: "lists hold single values")
            throw Stop()
        default: break
        }
        let elementBounds = try bounds(of: element)
        try require(")")
        return .list(element, elementBounds)
    }

    /// `(1..80)` behind the type, if there is one.
    private mutating func bounds(of type: FieldType) throws(Stop) -> Bounds? {
        let start = range
        guard take("(") else { return nil }
        let minimum = try bound(of: type)
        try require("..")
        let maximum = try bound(of: type)
        let end = range
        try require(")")
        let place = SourceRange(start: start.start, end: end.end)
        switch type {
        case .string, .text, .email, .url, .int, .decimal, .list: break
        default:
            problems.report("range", "this type has no range", at: place)
            return nil
        }
        if minimum == nil, maximum == nil { problems.report("range", "a range needs a bound", at: place) }
        if let minimum, let maximum, Number.isLess(maximum, minimum) {
            problems.report("range", "the minimum is above the maximum", at: place)
        }
        return Bounds(minimum: minimum, maximum: maximum)
    }

    private mutating func bound(of type: FieldType) throws(Stop) -> Number? {
        let start = range
        let sign = take("-") ? "-" : ""
        guard case .number(let text) = token.kind else {
            if sign.isEmpty { return nil }
            throw fail("syntax", "a number is expected here")
        }
        guard let number = Units.number(sign + text) else {
            throw fail("number", "this number has more than 18 digits")
        }
        let place = SourceRange(start: start.start, end: range.end)
        at += 1
        switch type {
        case .decimal(let precision, let scale):
            let largest = Number.largest(precision: precision, scale: scale)
            if number.scale > scale {
                problems.report("range", "this bound has more than \(scale) decimals", at: place)
            } else if Number.isLess(largest, Number(units: abs(number.units), scale: number.scale)) {
                problems.report(
                    "range", "this bound has more than \(precision - scale) digits before the point", at: place)
            }
        case .int:
            if number.scale > 0 { problems.report("range", "this bound must be a whole number", at: place) }
        default:
            if number.scale > 0 || number.units < 0 || number.units > 10_000_000 {
                problems.report("range", "a length is a whole number from 0 to 10000000", at: place)
            }
        }
        return number
    }
}
