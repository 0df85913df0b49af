/// The encoder for POSIX shells.
public enum ShellText {
    /// One word: bare where that is safe, else in single quotes. A NUL character, which no word can hold, is left out.
    public static func word(_ text: String) -> String {
        let safe = text.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./:@%+,".unicodeScalars.contains($0))
        }
        if safe, !text.isEmpty { return text }
        return "'" + text.filter { $0 != "\0" }.replacing("'", with: "'\\''") + "'"
    }

    /// What follows `#` on one line.
    public static func comment(_ text: String) -> String { Controls.blanked(text) }
}
