import Brief

/// Texts for a pattern, for those who have only a document of the API.
public enum PatternText {
    /// A text of `least` to `most` characters that matches; nil for patterns outside the linear subset.
    public static func matching(_ pattern: String, least: Int, most: Int, _ number: Int) -> String? {
        PatternSample.matching(
            pattern, Bounds(minimum: Number(units: Int64(least)), maximum: Number(units: Int64(most))), number)
    }

    /// How many numbers there are before texts within the bounds come again; 1 where there is one text at most.
    public static func room(_ pattern: String, _ bounds: Bounds?) -> Int {
        PatternSample.sample(pattern, bounds, 0)?.room ?? 1
    }

    /// A text within the bounds that matches; nil for patterns outside the linear subset.
    public static func matching(_ pattern: String, _ bounds: Bounds?, _ number: Int) -> String? {
        PatternSample.sample(pattern, bounds, number)?.text
    }
}
