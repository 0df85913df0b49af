/// The encoder for YAML 1.2.
public enum YAMLText {
    /// A scalar that reads back as this very text: plain where that is safe, else in double quotes.
    public static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    /// A scalar in double quotes; a JSON string as well.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case "\u{FEFF}": quoted += "\\ufeff"
            default:
                if Controls.contains(scalar) {
                    let hex = String(scalar.value, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    /// What follows `#` on one line.
    public static func comment(_ text: String) -> String { Controls.blanked(text) }

    /// Words that no reader, of YAML 1.1 either, takes for anything but text.
    private static func isPlain(_ text: String) -> Bool {
        let inner = text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || " _-./()".utf8.contains($0) }
        guard inner, let first = text.utf8.first, let last = text.utf8.last, isLetter(first) else { return false }
        return last != UInt8(ascii: " ") && !reserved.contains(text.lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    ]
}
