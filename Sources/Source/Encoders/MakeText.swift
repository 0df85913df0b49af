/// The encoder for make: text in a variable or in a recipe, where a `$` must be doubled.
public enum MakeText {
    /// A value on one line; `#` and `$` lose their meaning. A trailing backslash would join the next line, so it is set off.
    public static func value(_ text: String) -> String {
        let line = Controls.blanked(text).replacing("$", with: "$$").replacing("#", with: "\\#")
        return line.hasSuffix("\\") ? line + " " : line
    }

    /// One word of a shell command in a recipe.
    public static func recipeWord(_ text: String) -> String {
        ShellText.word(Controls.blanked(text)).replacing("$", with: "$$")
    }
}
