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
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, first.isASCII || first == "/" else {
            return false
        }
        let inner = text.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || " _-./(),".unicodeScalars.contains($0))
        }
        return inner && text.last != " " && !text.contains(", ") && !text.contains(",")
            && !reserved.contains(text.lowercased())
    }

    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    ]
}
