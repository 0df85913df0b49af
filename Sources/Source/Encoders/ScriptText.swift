/// The encoder for JavaScript and Python, whose string literals have the escapes of JSON in common.
public enum ScriptText {
    /// A string literal on one line.
    public static func literal(_ text: String) -> String { YAMLText.quoted(text) }
}
