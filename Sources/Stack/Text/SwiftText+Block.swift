import Source

extension SwiftText {
    /// A string literal: on one line where it takes at most `width` columns, else between triple quotes.
    /// - Parameter stands: alone on its line, not behind a label.
    static func block(_ text: String, width: Int = 80, stands: Bool = false) -> String {
        multiline([text], instead: literal(text), width: width, stands: stands)
    }

    /// The same for SQL, whose clauses start on lines of their own.
    static func sql(_ text: String, stands: Bool = false) -> String {
        multiline(lines(ofSQL: text), instead: literal(text), width: 80, stands: stands)
    }

    private static func multiline(_ lines: [String], instead line: String, width: Int, stands: Bool) -> String {
        let text = lines.joined()
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value >= 32 && $0.value != 127 && !$0.properties.isBidiControl
        }
        if line.count <= width || !isPlain || text.contains("\"\"\"") || text.contains("\\#") { return line }
        let mark = text.contains("\\") ? "#" : ""
        let space = stands ? "" : "    "
        return "\(mark)\"\"\"\n\(lines.map { space + $0 }.joined(separator: "\n"))\n\(space)\"\"\"\(mark)"
    }

    private static let clauses: Set<String> = ["FROM", "WHERE", "RETURNING", "VALUES", "SET"]

    /// Broken before clauses and where a line is full; never within quotes, nor where a name could be torn.
    private static func lines(ofSQL text: String) -> [String] {
        var lines = [""]
        var depth = 0
        for word in words(ofSQL: text) {
            let line = lines[lines.count - 1]
            let isFull = line.count + 1 + word.count > 96
            if !line.isEmpty, isFull || depth == 0 && clauses.contains(word) {
                lines.append(word)
            } else {
                lines[lines.count - 1] = line.isEmpty ? word : line + " " + word
            }
            depth += word.count { $0 == "(" } - word.count { $0 == ")" }
        }
        return lines
    }

    private static func words(ofSQL text: String) -> [String] {
        var words = [""]
        var quote: Character?
        for character in text {
            if character == " ", quote == nil {
                words.append("")
                continue
            }
            if quote == character {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            }
            words[words.count - 1].append(character)
        }
        return words.filter { !$0.isEmpty }
    }
}
