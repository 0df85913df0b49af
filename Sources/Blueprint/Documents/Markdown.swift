import Source

/// Builds a Markdown document; every text of the brief goes through the encoder.
struct Markdown {
    private(set) var text = ""

    mutating func heading(_ level: Int, _ title: String) {
        if !text.isEmpty { text += "\n" }
        text += String(repeating: "#", count: level) + " " + MarkdownText.inline(title) + "\n"
    }

    /// A paragraph of our own words, in which texts of the brief are already encoded.
    mutating func paragraph(_ encoded: String) { text += "\n" + encoded + "\n" }

    mutating func list(_ encoded: [String]) {
        if encoded.isEmpty { return }
        text += "\n" + encoded.map { "- \($0)\n" }.joined()
    }

    /// Cells are already encoded.
    mutating func table(_ head: [String], _ rows: [[String]]) {
        if rows.isEmpty { return }
        text += "\n| " + head.joined(separator: " | ") + " |\n|" + String(repeating: "---|", count: head.count) + "\n"
        for row in rows { text += "| " + row.joined(separator: " | ") + " |\n" }
    }
}
