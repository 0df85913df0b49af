/// The encoder for Swift: pieces made from names and texts that are not ours.
public enum SwiftText {
    /// A string literal on one line; raw where that saves escapes.
    public static func literal(_ text: String) -> String {
        let hasQuote = text.contains(byte: quote)
        if hasQuote, isPlain(text), !endsRaw(text) { return "#\"\(text)\"#" }
        if !hasQuote, Controls.isPlainASCII(text), !text.contains(byte: backslash) { return "\"\(text)\"" }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    /// Whether no character acts on the line or on the order in which it is shown.
    public static func isPlain(_ text: String) -> Bool {
        Controls.isPlainASCII(text)
            || text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && !$0.properties.isBidiControl }
    }

    /// Whether a literal between `#` would end within the text, or hold an escape.
    public static func endsRaw(_ text: String) -> Bool {
        text.withBytes { bytes in
            bytes.indices.dropFirst().contains { index in
                bytes[index] == hash && (bytes[index - 1] == quote || bytes[index - 1] == backslash)
            }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let hash = UInt8(ascii: "#")

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        default:
            Controls.contains(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }

    /// A whole number's literal: `2_592_000`, grouped where the linter wants it.
    public static func integer(_ number: some BinaryInteger) -> String { grouped(String(number)) }

    /// The literal of a number's text; only that of a whole number is grouped.
    public static func grouped(_ text: String) -> String {
        let digits = text.drop { $0 == "-" }
        guard digits.count >= 7, digits.allSatisfy(\.isNumber) else { return text }
        var result = text.prefix(text.count - digits.count) + digits.prefix(digits.count % 3)
        for (index, digit) in digits.dropFirst(digits.count % 3).enumerated() {
            if index % 3 == 0, result.last?.isNumber == true { result += "_" }
            result.append(digit)
        }
        return String(result)
    }

    /// `lowerCamelCase` of words that are separated by anything else.
    public static func identifier(_ words: String) -> String {
        var joined: [UInt8] = []
        var startsWord = true
        for byte in words.utf8 {
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            if isLetter && startsWord {
                joined.append(joined.isEmpty ? byte | 0x20 : byte & ~0x20)
            } else if isLetter || (0x30...0x39).contains(byte) {
                joined.append(byte)
            }
            startsWord = !isLetter && !(0x30...0x39).contains(byte)
        }
        let isName = joined.first.map { $0 > 0x39 } ?? false
        let name = (isName ? "" : "case") + String(decoding: joined, as: UTF8.self)
        return keywords.contains(name) ? "`\(name)`" : name
    }

    /// One line of a comment: what would end or start a line stands escaped.
    public static func comment(_ text: String) -> String { Controls.escaped(text) }

    /// A member or type named by the brief; in backticks where Swift needs them.
    public static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    public static func upperFirst(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
    public static func lowerFirst(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }

    /// Reserved words; contextual ones are no trouble as names of members.
    private static let keywords: Set<String> = [
        "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import", "init", "inout",
        "internal", "let", "open", "operator", "private", "precedencegroup", "protocol", "public", "rethrows", "static",
        "struct", "subscript", "typealias", "var", "break", "case", "catch", "continue", "default", "defer", "do",
        "else", "fallthrough", "for", "guard", "if", "in", "repeat", "return", "switch", "throw", "where", "while",
        "Any", "as", "await", "false", "is", "nil", "self", "Self", "super", "throws", "true", "try", "Type",
        "Protocol",
    ]
}
