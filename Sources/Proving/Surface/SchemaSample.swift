import Blueprint

/// Values that a JSON Schema allows: what a caller who has only the document would send.
public enum SchemaSample {
    /// Which of the values that a schema allows.
    struct Choices: OptionSet, Sendable {
        let rawValue: Int
        /// Optional members too.
        static let whole = Choices(rawValue: 1)
        /// What the document gives as examples and defaults of members.
        static let examples = Choices(rawValue: 2)
        /// The smallest numbers.
        static let least = Choices(rawValue: 4)
    }

    /// A value that the schema allows; required members only.
    /// - Parameters:
    ///   - number: another value for another number, where the schema leaves a choice (for fields that are unique).
    ///   - whole: optional members too.
    public static func value(of schema: JSON, _ number: Int = 0, whole: Bool = false) -> JSON {
        value(of: schema, number, whole ? .whole : [])
    }

    static func value(of schema: JSON, _ number: Int, _ choices: Choices) -> JSON {
        if choices.contains(.examples), let example = schema["example"] ?? schema["default"], example != .null {
            return example
        }
        if let constant = schema["const"] { return constant }
        if let values = schema["enum"]?.elements, let first = values.first(where: { $0 != .null }) ?? values.first {
            return first
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            let parts = schema[key]?.elements ?? []
            guard let first = parts.first(where: { type(of: $0) != "null" }) else { continue }
            return key == "allOf" ? merged(parts, number, choices) : value(of: first, number, choices)
        }
        switch type(of: schema) {
        case "object": return object(schema, number, choices)
        case "array":
            let count = max(Int(schema["minItems"]?.double ?? 0), choices.contains(.whole) ? 1 : 0)
            return .array((0..<count).map { value(of: schema["items"] ?? .object([]), number + $0, choices) })
        case "boolean": return .bool(true)
        case "integer", "number": return numeric(schema, choices.contains(.least) ? 0 : number)
        case "null": return .null
        default: return .string(text(schema, number))
        }
    }

    /// The first type that is not null; guessed from the keywords where none is given.
    public static func type(of schema: JSON) -> String {
        switch schema["type"] {
        case .string(let type)?: return type
        case .array(let types)?: return types.compactMap(\.text).first { $0 != "null" } ?? "null"
        default: break
        }
        if schema["properties"] != nil || schema["additionalProperties"] != nil { return "object" }
        return schema["items"] != nil ? "array" : "string"
    }

    private static func object(_ schema: JSON, _ number: Int, _ choices: Choices) -> JSON {
        let required = Set((schema["required"]?.elements ?? []).compactMap(\.text))
        let members = (schema["properties"]?.members ?? []).filter { member in
            required.contains(member.name) || (choices.contains(.whole) && member.value["readOnly"] != .bool(true))
        }
        return .object(members.map { JSON.Member($0.name, value(of: $0.value, number, choices)) })
    }

    private static func merged(_ parts: [JSON], _ number: Int, _ choices: Choices) -> JSON {
        var seen: Set<String> = []
        let members = parts.flatMap { value(of: $0, number, choices).members }
        return .object(members.filter { seen.insert($0.name).inserted })
    }

    private static func numeric(_ schema: JSON, _ number: Int) -> JSON {
        let isInteger = type(of: schema) == "integer"
        let exclusive = schema["exclusiveMinimum"]?.double.map { $0 + 1 }
        let low = schema["minimum"]?.double ?? exclusive ?? 1
        let high = schema["maximum"]?.double ?? schema["exclusiveMaximum"]?.double.map { $0 - 1 } ?? low + 1000
        let value = min(max(low, high), low + Double(number % 1000))
        return isInteger ? .int(Int(clamping: Int64(value))) : .number("\(value)")
    }

    private static func text(_ schema: JSON, _ number: Int) -> String {
        let least = Int(schema["minLength"]?.double ?? 0)
        let most = Int(schema["maxLength"]?.double ?? 1_000)
        if let pattern = schema["pattern"]?.text,
            let sample = PatternText.matching(pattern, least: least, most: most, number)
        {
            return sample
        }
        if let format = schema["format"]?.text, let sample = formatted(format, number) { return sample }
        let word = "sample \(number)"
        let padded = word.count < least ? word + String(repeating: "x", count: least - word.count) : word
        return String(padded.prefix(max(most, 0)))
    }

    /// RFC 3339, RFC 9562, RFC 5321, RFC 3986.
    private static func formatted(_ format: String, _ number: Int) -> String? {
        switch format {
        case "email": return "sample\(number)@example.org"
        case "uuid":
            let digits = String(number, radix: 16)
            return "01980000-0000-7000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        case "date-time": return "2026-01-15T12:00:00Z"
        case "date": return "2026-01-15"
        case "time": return "12:00:00Z"
        case "uri", "url": return "https://example.org/\(number)"
        case "hostname": return "host\(number).example.org"
        case "ipv4": return "192.0.2.\(number % 250 + 1)"
        case "ipv6": return "2001:db8::\(number % 250 + 1)"
        default: return nil
        }
    }
}
