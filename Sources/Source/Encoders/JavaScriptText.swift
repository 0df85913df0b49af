/// The encoder for JavaScript (ECMA-262).
public enum JavaScriptText {
    /// A string literal, which is a JSON string too: safe within a script, in a page as well.
    public static func string(_ text: String) -> String {
        var encoded = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": encoded += "\\\""
            case "\\": encoded += "\\\\"
            case "\n": encoded += "\\n"
            case "\r": encoded += "\\r"
            case "\t": encoded += "\\t"
            // `</script>` and `<!--` mean something in a page.
            case "<", ">", "&": encoded += unit(UInt16(scalar.value))
            default:
                if Controls.contains(scalar) {
                    for unit in String(scalar).utf16 { encoded += self.unit(unit) }
                } else {
                    encoded.unicodeScalars.append(scalar)
                }
            }
        }
        return encoded + "\""
    }

    /// Text in a line's comment.
    public static func comment(_ text: String) -> String { Controls.escaped(text) }

    private static func unit(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
