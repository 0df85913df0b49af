import Source

extension FieldLine {
    mutating func readDefault() throws(Stop) {
        if token.kind == .word("me"), field.reference != nil {
            at += 1
            field.reference?.isCaller = true
            return
        }
        field.defaultValue = try literal(for: field.type)
    }

    private mutating func literal(for type: FieldType) throws(Stop) -> Literal {
        if case .list(let element, _) = type { return try list(of: element) }
        let start = range
        let sign = take("-") ? "-" : ""
        let kind = token.kind
        at += 1
        guard let literal = Self.literal(kind, sign, for: type) else {
            problems.report(
                "default", "this is no default for \(type.valueType.noun)",
                at: SourceRange(start: start.start, end: start.end), help: Self.help(kind, type))
            throw Stop()
        }
        return literal
    }

    private mutating func list(of element: FieldType) throws(Stop) -> Literal {
        try require("[")
        if take("]") { return .list([]) }
        var elements: [Literal] = []
        repeat { elements.append(try literal(for: element)) } while take(",")
        try require("]")
        return .list(elements)
    }

    private static func help(_ kind: Token.Kind, _ type: FieldType) -> String? {
        guard case .enumeration(let values) = type, case .word(let word) = kind else { return nil }
        return Suggestion.help(for: word, among: values)
    }

    private static func literal(_ kind: Token.Kind, _ sign: String, for type: FieldType) -> Literal? {
        switch (kind, type) {
        case (.word("null"), _) where sign.isEmpty: .null
        case (.number(let text), .int): Units.number(sign + text)?.whole.map(Literal.int)
        case (.number(let text), .decimal(let precision, let scale)):
            Units.number(sign + text).flatMap { number in
                let isWide =
                    number.scale > scale || String(number.units.magnitude).count - number.scale > precision - scale
                // At the field's own scale: it is stored, compared and answered with all its digits.
                return isWide
                    ? nil : number.units(scaledTo: scale).map { .decimal(Number(units: $0, scale: scale)) }
            }
        case _ where !sign.isEmpty: nil
        case (.word("true"), .bool): .bool(true)
        case (.word("false"), .bool): .bool(false)
        case (.word(let word), .enumeration(let values)), (.string(let word), .enumeration(let values)):
            values.contains(word) ? .enumeration(word) : nil
        case (.word(let word), .string), (.word(let word), .text): .text(word)
        case (.string(let text), .string), (.string(let text), .text), (.string(let text), .url): .text(text)
        case (.string(let text), .email): text.contains("@") ? .text(text) : nil
        case (.string(let text), .date): Timestamp.isDate(text) ? .date(text) : nil
        case (.string(let text), .datetime): Timestamp.utc(text).map { .datetime($0) }
        case (.string(let text), .uuid): Timestamp.isUUID(text) ? .text(text) : nil
        default: nil
        }
    }

    /// What only the whole line tells: a default within its bounds, modifiers that go together.
    func checkDefault() {
        func report(_ code: String, _ message: String, help: String? = nil) {
            problems.report(code, message, at: defaultRange ?? scalar.range, help: help)
        }
        if field.defaultValue == .null, !field.isNullable {
            report("default", "null is no default for a field that is never null", help: "write ? behind the type")
        }
        if let value = field.defaultValue, let bounds = field.bounds, !bounds.allow(value) {
            report("default", "this default is outside the field's range")
        }
        if case .list(let elements)? = field.defaultValue, case .list(_, let bounds) = field.type {
            if elements.contains(.null) { report("default", "an element of a list is never null") }
            if let bounds, !elements.allSatisfy(bounds.allow) {
                report("default", "an element of this default is outside its range")
            }
        }
        if field.defaultValue != nil, field.isUnique { report("default", "a unique field can't have a default") }
        if case .text(let text)? = field.defaultValue, let pattern = field.pattern,
            (try? Pattern(pattern)) != nil, let regex = try? Regex(pattern), text.count <= 1000,
            text.firstMatch(of: regex) == nil
        {
            report("default", "this default doesn't match the field's pattern")
        }
        checkModifiers()
    }

    private func checkModifiers() {
        func report(_ message: String) { problems.report("modifier", message, at: scalar) }
        let isText = [.string, .text, .email, .url].contains(field.type)
        if field.pattern != nil, !isText { report("a pattern is for texts") }
        if field.blankIsNull, !isText || !field.isNullable { report("\"blank=null\" is for texts that may be null") }
        if field.isReadonly, field.isWriteonly { report("\"readonly\" and \"writeonly\" exclude each other") }
        if field.isReadonly, field.isImmutable { report("\"readonly\" and \"immutable\" exclude each other") }
        if field.isHidden, field.isWriteonly || field.isReadonly {
            report("\"hidden\" already means neither accepted nor answered")
        }
        switch field.type {
        case .list, .json:
            if field.isUnique || field.isIndexed { report("this type can't be unique or indexed") }
        case .slug:
            if field.isNullable || field.isReadonly { report("a slug is always there and made by the server") }
        default: break
        }
        guard let reference = field.reference else { return }
        if reference.onDelete == .null, !field.isNullable {
            report("on delete \"null\" needs a reference that may be null: write ? behind the resource")
        }
        if reference.isCaller, field.isNullable || field.isHidden && field.isReadonly {
            report("\"= me\" is always the caller, never null")
        }
    }
}

extension Bounds {
    /// Whether a value, a text's length or a list's count is within them.
    func allow(_ literal: Literal) -> Bool {
        let measure: Number
        switch literal {
        case .int(let value): measure = Number(units: value)
        case .decimal(let number): measure = number
        case .text(let text): measure = Number(units: Int64(text.unicodeScalars.count))
        case .list(let elements): measure = Number(units: Int64(elements.count))
        default: return true
        }
        if let minimum, Number.isLess(measure, minimum) { return false }
        if let maximum, Number.isLess(maximum, measure) { return false }
        return true
    }

    /// Whether everything that the other allows is within them.
    func hold(_ other: Bounds?) -> Bool {
        if let minimum, other?.minimum.map({ !Number.isLess($0, minimum) }) != true { return false }
        if let maximum, other?.maximum.map({ !Number.isLess(maximum, $0) }) != true { return false }
        return true
    }
}
