import Brief

/// A value that a field must refuse, and why.
struct Violation {
    var slug: String
    var title: String
    var value: JSON
    /// `range`, `pattern`, `type`: the rule that it breaks.
    var rule: String
    /// The code of the error.
    var code: String
    /// Behind the field's own pointer: `/0`.
    var pointer = ""
}

extension Samples {
    /// Values just inside a field's range.
    func edges(of field: Field) -> [(slug: String, title: String, value: Literal)] {
        guard let bounds = field.bounds, field.pattern == nil else { return [] }
        return [("min", "the smallest", bounds.minimum), ("max", "the largest", bounds.maximum)].compactMap {
            slug, title, bound in
            guard let bound, let value = sized(field, bound), field.isWritable(value),
                !(field.blankIsNull && value == .text(""))
            else { return nil }
            return (slug, "\(title) \(field.name) is taken", value)
        }
    }

    func violations(of field: Field) -> [Violation] {
        var result = outside(field) + mistyped(field)
        if let pattern = field.pattern, let text = mismatch(field, pattern), !(field.blankIsNull && text.isEmpty) {
            result.append(
                Violation(
                    slug: "pattern", title: "\(field.name) that doesn't match", value: .string(text), rule: "pattern",
                    code: "pattern"))
        }
        if !field.isNullable {
            result.append(
                Violation(
                    slug: "null", title: "\(field.name) is never null", value: .null, rule: "type", code: "required"))
        }
        return result
    }

    /// A text of the field's form that the pattern doesn't match.
    private func mismatch(_ field: Field, _ pattern: String) -> String? {
        let formed: [String] =
            switch field.type {
            case .email: ["someone@example.com", "SOMEONE.else+7@mail.example.net", "7@a.b"]
            case .url: ["http://example.com", "https://example.net/path?query=7", "http://a.b:8080/"]
            default: []
            }
        if formed.isEmpty { return PatternSample.failing(pattern, field.bounds) }
        let low = field.bounds?.minimum?.units ?? 0
        let high = field.bounds?.maximum?.units ?? .max
        return formed.first { (low...max(low, high)).contains(Int64($0.count)) && !PatternSample.matches($0, pattern) }
    }

    private func outside(_ field: Field) -> [Violation] {
        guard let bounds = field.bounds else { return [] }
        let sides = [("below", "less than", bounds.minimum, Int64(-1)), ("above", "more than", bounds.maximum, 1)]
        return sides.compactMap { slug, title, bound, step in
            guard let bound, let value = sized(field, bound.next(step, field.type.scale)),
                !(field.blankIsNull && value == .text(""))
            else { return nil }
            return Violation(
                slug: slug, title: "\(title) \(bound.text) for \(field.name)", value: Wire.json(value, field.type),
                rule: "range", code: field.isWritable(value) ? "range" : "format")
        }
    }

    /// A value of exactly this size; nil where there is none of a sensible length.
    private func sized(_ field: Field, _ size: Number) -> Literal? {
        let count = Int(size.units)
        switch field.type {
        case .string, .text:
            guard field.pattern == nil || count > 0, (0...500_000).contains(count) else { return nil }
            if let pattern = field.pattern {
                // Where the pattern allows no text of this size, any will do: it breaks both rules.
                let exact = Bounds(minimum: size, maximum: size)
                if let text = PatternSample.matching(pattern, exact, 1) { return .text(text) }
            }
            return .text(String(repeating: "x", count: count))
        case .email:
            // 64 characters before the sign at most, the rest behind it (RFC 5321).
            let suffix = "@example.org"
            guard (suffix.count + 1...10_000).contains(count) else { return nil }
            let local = min(64, count - suffix.count)
            let labels = (0..<max(0, count - suffix.count - local)).map { $0 % 60 == 59 ? "." : "x" }.joined()
            return .text(String(repeating: "x", count: local) + "@" + labels + suffix.dropFirst())
        case .url:
            let prefix = "https://example.org/"
            guard (prefix.count...10_000).contains(count) else { return nil }
            return .text(prefix + String(repeating: "x", count: count - prefix.count))
        case .int: return .int(size.units)
        case .decimal(_, let scale):
            return .decimal(Number(units: size.units(at: scale), scale: scale))
        case .list(let element, let bounds):
            guard (0...10_001).contains(count) else { return nil }
            let item = Field(name: "element", type: element, bounds: bounds)
            return .list((0..<count).map { value(of: item, number: $0 + 1) })
        default: return nil
        }
    }

    private func mistyped(_ field: Field) -> [Violation] {
        func violation(_ slug: String, _ value: JSON, _ code: String) -> Violation {
            Violation(slug: slug, title: "\(field.name) is \(field.type.title)", value: value, rule: "type", code: code)
        }
        switch field.type {
        case .string, .text, .slug: return [violation("type", .number("7"), "type")]
        case .int: return [violation("type", "seven", "type"), violation("fraction", .number("1.5"), "type")]
        case .bool: return [violation("type", "yes", "type")]
        case .decimal: return [violation("type", .bool(true), "type"), violation("format", "ten", "format")]
        case .date, .datetime, .email, .url, .uuid:
            return [violation("type", .number("7"), "type"), violation("format", "no such thing", "format")]
        case .enumeration: return [violation("type", .number("7"), "type"), violation("enum", "no such value", "enum")]
        case .list: return [violation("type", "one", "type")]
        case .reference(let name):
            guard let target = model.resources[name] else { return [] }
            let nothing = Wire.json(id(of: target, number: 999_999), field.type)
            return [violation("nothing", nothing, "format")]
        case .json: return []
        }
    }
}

extension Field {
    /// Whether its form can write a value at all: the digits of a decimal, the 254 characters of an address (RFC 5321).
    fileprivate func isWritable(_ value: Literal) -> Bool {
        if type == .email { return Wire.text(value).count <= 254 }
        guard case .decimal(let precision, let scale) = type else { return true }
        let digits = Field(name: name, type: .decimal(precision: precision, scale: scale)).limits
        return digits?.maximum.flatMap { Oracle.order(value, .decimal($0)) } ?? 0 <= 0
            && digits?.minimum.flatMap { Oracle.order(value, .decimal($0)) } ?? 0 >= 0
    }
}

extension Number {
    /// The neighbour, at the finer of both scales.
    fileprivate func next(_ step: Int64, _ scale: Int) -> Number {
        let finest = max(scale, self.scale)
        return Number(units: units(at: finest) &+ step, scale: finest)
    }
}
