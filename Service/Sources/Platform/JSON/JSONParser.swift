import Foundation

/// Reads one JSON document. Refuses what RFC 8259 leaves to taste and attackers use: duplicate members, deep nesting,
/// invalid UTF-8, lone surrogates, and the zero character, which would end a text on its way into the database.
struct JSONParser {
    /// Arrays and objects inside each other.
    static let maximumDepth = 64

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var depth = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func document() throws -> JSON {
        skipSpace()
        let value = try value()
        skipSpace()
        if at < bytes.count { throw unexpected("the end") }
        return value
    }

    private mutating func value() throws -> JSON {
        switch peek {
        case UInt8(ascii: "{"): return .object(try members())
        case UInt8(ascii: "["): return .array(try elements())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func members() throws -> [JSON.Member] {
        try enter()
        defer { depth -= 1 }
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipSpace()
        if skip("}") { return members }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a member's name in quotes") }
            let start = at
            let name = try string()
            guard names.insert(name).inserted else {
                at = start
                throw malformed("The member appears twice")
            }
            skipSpace()
            guard skip(":") else { throw unexpected("`:`") }
            skipSpace()
            members.append(.init(name: name, value: try value()))
            skipSpace()
        } while skip(",")
        guard skip("}") else { throw unexpected("`,` or `}`") }
        return members
    }

    private mutating func elements() throws -> [JSON] {
        try enter()
        defer { depth -= 1 }
        var elements: [JSON] = []
        skipSpace()
        if skip("]") { return elements }
        repeat {
            skipSpace()
            elements.append(try value())
            skipSpace()
        } while skip(",")
        guard skip("]") else { throw unexpected("`,` or `]`") }
        return elements
    }

    private mutating func enter() throws {
        depth += 1
        if depth > Self.maximumDepth { throw malformed("More than \(Self.maximumDepth) levels deep") }
        at += 1
    }

    // MARK: Strings

    private mutating func string() throws -> String {
        at += 1
        let start = at
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { at += 1 }
        if peek == UInt8(ascii: "\"") {
            let text = try utf8(bytes[start..<at], from: start)
            at += 1
            return text
        }
        return try stringWithEscapes(from: start)
    }

    private mutating func stringWithEscapes(from start: Int) throws -> String {
        var content = Array(bytes[start..<at])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return try utf8(content[...], from: start)
            case UInt8(ascii: "\\"):
                content.append(contentsOf: try escape())
            case 0..<0x20: throw malformed("A control character must be escaped")
            default:
                content.append(byte)
                at += 1
            }
        }
        throw unexpected("the closing quote")
    }

    private mutating func escape() throws -> [UInt8] {
        at += 1
        guard let letter = peek else { throw unexpected("the closing quote") }
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"): return Array(String(try unicodeScalar()).utf8)
        default:
            at -= 1
            throw malformed("No such escape")
        }
    }

    private mutating func unicodeScalar() throws -> Unicode.Scalar {
        let high = try hexadecimal()
        if high == 0 { throw malformed("A zero character") }
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), skip("\\"), skip("u") else { throw malformed("A lone surrogate") }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw malformed("A lone surrogate") }
        let code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        guard let scalar = Unicode.Scalar(code) else { throw malformed("A lone surrogate") }
        return scalar
    }

    private mutating func hexadecimal() throws -> UInt16 {
        guard at + 4 <= bytes.count, bytes[at..<at + 4].allSatisfy({ isxdigit(Int32($0)) != 0 }),
            let code = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw malformed("`\\u` takes four hexadecimal digits") }
        at += 4
        return code
    }

    private func utf8(_ slice: some Collection<UInt8>, from start: Int) throws -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            var place = self
            place.at = start
            throw place.malformed("Not UTF-8")
        }
        return text
    }

    // MARK: Numbers and words

    private mutating func number() throws -> String {
        let start = at
        _ = skip("-")
        if !skip("0"), digits() == 0 { throw unexpected("a value") }
        if skip("."), digits() == 0 { throw unexpected("a digit") }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            if digits() == 0 { throw unexpected("a digit") }
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = at
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
        return at - start
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[at..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: end - at))
        else { throw unexpected("a value") }
        at = end
        return value
    }

    // MARK: Places

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private func unexpected(_ expected: String) -> Problem {
        malformed(at < bytes.count ? "Expected \(expected)" : "The document ends where \(expected) is expected")
    }

    private func malformed(_ what: String) -> Problem {
        let before = bytes[..<min(at, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        return .malformed("\(what) (line \(line), column \(column)).", code: "malformed-json")
    }
}
