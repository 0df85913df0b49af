/// The encoder for Markdown (CommonMark with tables).
public enum MarkdownText {
    /// Text on one line, in a paragraph, heading or table cell: every character that could mean something is escaped.
    public static func inline(_ text: String) -> String {
        var encoded = ""
        for scalar in Controls.blanked(text).unicodeScalars {
            switch scalar {
            case "<": encoded += "&lt;"
            case ">": encoded += "&gt;"
            case "&": encoded += "&amp;"
            case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!", "$":
                encoded += "\\"
                encoded.unicodeScalars.append(scalar)
            default: encoded.unicodeScalars.append(scalar)
            }
        }
        return encoded.hasPrefix("-") || encoded.hasPrefix("+") || encoded.hasPrefix("=") ? "\\" + encoded : encoded
    }

    /// Text in a code span: a fence longer than any run of backticks in it; `|` escaped for tables.
    public static func code(_ text: String) -> String {
        var line = Controls.blanked(text)
        if line.contains(byte: UInt8(ascii: "|")) { line = line.replacing("|", with: "\\|") }
        guard line.contains(byte: UInt8(ascii: "`")) else { return "`\(line)`" }
        var longest = 0
        var run = 0
        for character in line {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let needsSpace = line.hasPrefix("`") || line.hasSuffix("`")
        return needsSpace ? "\(fence) \(line) \(fence)" : fence + line + fence
    }

    /// A table of cells that are encoded already; the first row is its head.
    public static func table(_ rows: [[String]]) -> String {
        let lines = rows.map { "| \($0.joined(separator: " | ")) |\n" }
        let rule = "|\(String(repeating: "---|", count: rows.first?.count ?? 0))\n"
        return lines.prefix(1).joined() + rule + lines.dropFirst().joined()
    }
}
