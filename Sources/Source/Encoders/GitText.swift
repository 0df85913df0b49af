/// The encoder for git commit messages.
public enum GitText {
    /// One line: no line break, so that no text can add a trailer; no leading `#`, which git may strip as a comment.
    public static func line(_ text: String) -> String {
        let line = Controls.blanked(text).trimmingPrefix { $0 == " " }
        return line.hasPrefix("#") ? "\\" + line : String(line)
    }
}
