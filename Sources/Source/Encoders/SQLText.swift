/// The encoder for SQL (SQLite and PostgreSQL, standard strings).
public enum SQLText {
    /// `"name"`, quotes doubled. A NUL character, which SQL can't hold, is left out.
    public static func identifier(_ name: String) -> String { quoted(name, by: "\"") }

    /// `'text'`, quotes doubled. A NUL character, which SQL can't hold, is left out.
    public static func literal(_ text: String) -> String { quoted(text, by: "'") }

    /// What follows `--` on one line.
    public static func comment(_ text: String) -> String { Controls.blanked(text) }

    private static func quoted(_ text: String, by quote: Unicode.Scalar) -> String {
        var quoted = String(quote)
        for scalar in text.unicodeScalars where scalar != "\0" {
            quoted.unicodeScalars.append(scalar)
            if scalar == quote { quoted.unicodeScalars.append(scalar) }
        }
        quoted.unicodeScalars.append(quote)
        return quoted
    }
}
