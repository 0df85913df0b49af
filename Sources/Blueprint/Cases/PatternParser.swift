/// Reads a pattern: literals, classes, groups, alternatives, anchors and quantifiers over printable ASCII.
struct PatternParser {
    private let bytes: [UInt8]
    private var at = 0

    /// Nil for anything else.
    static func parse(_ pattern: String) -> PatternNode? {
        var parser = PatternParser(bytes: Array(pattern.utf8))
        guard pattern.utf8.allSatisfy({ (32...126).contains($0) }), let node = parser.alternatives() else { return nil }
        return parser.at == parser.bytes.count ? node : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static let printable = Array(UInt8(32)...126)
    private static let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    private static let letters =
        Array(UInt8(ascii: "a")...UInt8(ascii: "z")) + Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func alternatives() -> PatternNode? {
        var parts: [PatternNode] = []
        repeat {
            guard let part = sequence() else { return nil }
            parts.append(part)
        } while take("|")
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() -> PatternNode? {
        var parts: [PatternNode] = []
        while let next = peek, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
            guard let atom = atom(), let part = quantified(atom) else { return nil }
            parts.append(part)
        }
        return .sequence(parts)
    }

    private mutating func atom() -> PatternNode? {
        if take("^") { return .start }
        if take("$") { return .end }
        if take(".") { return .set(Self.printable) }
        if take("[") { return set() }
        if take("(") {
            if take("?"), !take(":") { return nil }
            let node = alternatives()
            return take(")") ? node : nil
        }
        guard let character = peek, !"*+?{}]".utf8.contains(character) else { return nil }
        at += 1
        return character == UInt8(ascii: "\\") ? escaped().map { .set($0) } : .set([character])
    }

    private mutating func escaped() -> [UInt8]? {
        guard let character = peek else { return nil }
        at += 1
        switch Unicode.Scalar(character) {
        case "d": return Self.digits
        case "w": return Self.letters + Self.digits + [UInt8(ascii: "_")]
        case "s": return [UInt8(ascii: " ")]
        case "D": return Self.printable.filter { !Self.digits.contains($0) }
        case "S": return Self.printable.filter { $0 != UInt8(ascii: " ") }
        default: return Self.letters.contains(character) || Self.digits.contains(character) ? nil : [character]
        }
    }

    /// Behind `[`.
    private mutating func set() -> PatternNode? {
        let isNegated = take("^")
        var members: [UInt8] = []
        while let character = peek, character != UInt8(ascii: "]") {
            at += 1
            if character == UInt8(ascii: "\\") {
                guard let escaped = escaped() else { return nil }
                members += escaped
            } else if peek == UInt8(ascii: "-"), at + 1 < bytes.count, bytes[at + 1] != UInt8(ascii: "]") {
                let last = bytes[at + 1]
                guard character <= last, last != UInt8(ascii: "\\") else { return nil }
                members += character...last
                at += 2
            } else {
                members.append(character)
            }
        }
        let result = isNegated ? Self.printable.filter { !members.contains($0) } : members
        return take("]") && !result.isEmpty ? .set(result) : nil
    }

    private mutating func quantified(_ node: PatternNode) -> PatternNode? {
        if take("*") { return .repeated(node, 0, nil) }
        if take("+") { return .repeated(node, 1, nil) }
        if take("?") { return .repeated(node, 0, 1) }
        guard take("{") else { return node }
        guard let least = number() else { return nil }
        guard take(",") else { return take("}") ? .repeated(node, least, least) : nil }
        let most = number()
        return take("}") && (most ?? least) >= least ? .repeated(node, least, most) : nil
    }

    private mutating func number() -> Int? {
        let start = at
        while let digit = peek, Self.digits.contains(digit) { at += 1 }
        return Int(String(decoding: bytes[start..<at], as: UTF8.self))
    }
}
