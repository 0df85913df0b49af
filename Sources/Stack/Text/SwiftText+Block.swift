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
        if line.columns <= width { return line }
        let text = lines.joined()
        let hasBackslash = text.contains(byte: UInt8(ascii: "\\"))
        if !isPlain(text) || endsBlock(text) || (hasBackslash && text.contains("\\#")) { return line }
        let mark = hasBackslash ? "#" : ""
        let space = stands ? "" : "    "
        return "\(mark)\"\"\"\n\(lines.map { space + $0 }.joined(separator: "\n"))\n\(space)\"\"\"\(mark)"
    }

    /// Whether three quotes stand side by side.
    private static func endsBlock(_ text: String) -> Bool {
        text.withBytes { bytes in
            var run = 0
            return bytes.contains { byte in
                run = byte == UInt8(ascii: "\"") ? run + 1 : 0
                return run == 3
            }
        }
    }

    private static let clauses: Set<String> = ["FROM", "WHERE", "RETURNING", "VALUES", "SET"]

    /// Broken before clauses and where a line is full; never within quotes, nor where a name could be torn.
    private static func lines(ofSQL text: String) -> [String] {
        var lines = [""]
        var depth = 0
        for word in words(ofSQL: text) {
            let line = lines[lines.count - 1]
            let isFull = line.columns + 1 + word.columns > 96
            if !line.isEmpty, isFull || depth == 0 && clauses.contains(word) {
                lines.append(word)
            } else {
                lines[lines.count - 1] = line.isEmpty ? word : line + " " + word
            }
            depth += word.utf8.count { $0 == UInt8(ascii: "(") } - word.utf8.count { $0 == UInt8(ascii: ")") }
        }
        return lines
    }

    private static func words(ofSQL text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var quote: UInt8?
        for byte in text.utf8 {
            if byte == UInt8(ascii: " "), quote == nil {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
                continue
            }
            if quote == byte {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            word.append(byte)
        }
        words.append(String(decoding: word, as: UTF8.self))
        return words.filter { !$0.isEmpty }
    }
}
