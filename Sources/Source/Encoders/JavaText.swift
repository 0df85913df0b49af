/// The encoder for Java.
public enum JavaText {
    /// A string literal. Java reads `\u` before it reads literals, so control characters stand as octal escapes, which it does not.
    public static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\t": literal += "\\t"
            case "\r": literal += "\\r"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let octal = String(scalar.value, radix: 8)
                    literal += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
                } else if Controls.contains(scalar) {
                    // Not a line break for Java: its own escape is safe here.
                    let hex = String(scalar.value, radix: 16)
                    literal += "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
                } else {
                    literal.unicodeScalars.append(scalar)
                }
            }
        }
        return literal + "\""
    }
}
