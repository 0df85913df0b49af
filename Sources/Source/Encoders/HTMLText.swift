/// The encoder for HTML, for text between tags and for attributes in quotes.
public enum HTMLText {
    public static func text(_ text: String) -> String {
        var encoded = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": encoded += "&amp;"
            case "<": encoded += "&lt;"
            case ">": encoded += "&gt;"
            case "\"": encoded += "&quot;"
            case "'": encoded += "&#39;"
            case "`": encoded += "&#96;"
            case "\n", "\t": encoded.unicodeScalars.append(scalar)
            default:
                if Controls.contains(scalar) { encoded += "\u{FFFD}" } else { encoded.unicodeScalars.append(scalar) }
            }
        }
        return encoded
    }
}
