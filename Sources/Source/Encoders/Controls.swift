/// Characters that act on a line, a terminal or a reader's eye instead of standing for themselves.
enum Controls {
    /// Control characters, line and paragraph separators, and marks that reorder what is shown.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        // Most text is ASCII, where no table has to be asked.
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: scalar.properties.isBidiControl
        }
    }

    /// Whether all of it is printable ASCII, as most text is: then no character has to be looked at.
    static func isPlainASCII(_ text: String) -> Bool {
        text.withBytes { $0.allSatisfy { (0x20..<0x7F).contains($0) } }
    }

    /// The text on one line, such characters written as `\u{…}`.
    static func escaped(_ text: String) -> String {
        if isPlainASCII(text) { return text }
        var line = ""
        for scalar in text.unicodeScalars {
            if contains(scalar) {
                line += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// The text on one line, such characters replaced by spaces.
    static func blanked(_ text: String) -> String {
        isPlainASCII(text)
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.map { contains($0) ? " " : $0 }))
    }

    /// For a terminal: a tab becomes a space, every other such character U+FFFD.
    static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\t" ? " " : contains($0) ? "\u{FFFD}" : $0 }))
    }
}
