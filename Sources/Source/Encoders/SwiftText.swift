/// The encoder for Swift: pieces made from names and texts that are not ours.
public enum SwiftText {
    /// A string literal on one line; raw where that saves escapes.
    public static func literal(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value >= 32 && $0.value != 127 && !$0.properties.isBidiControl
        }
        if isPlain, text.contains("\""), !text.contains("\"#"), !text.contains("\\#") { return "#\"\(text)\"#" }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

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

    /// `lowerCamelCase` of words that are separated by anything else.
    public static func identifier(_ words: String) -> String {
        let parts = words.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        let joined = parts.enumerated().map { index, part in
            (index == 0 ? part.prefix(1).lowercased() : part.prefix(1).uppercased()) + part.dropFirst()
        }.joined()
        let name = joined.first?.isNumber == false ? joined : "case" + joined
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
