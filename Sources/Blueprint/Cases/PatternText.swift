import Brief

/// Texts for a pattern, for those who have only a document of the API.
public enum PatternText {
    /// A text of `least` to `most` characters that matches; nil for patterns outside the linear subset.
    public static func matching(_ pattern: String, least: Int, most: Int, _ number: Int) -> String? {
        PatternSample.matching(
            pattern, Bounds(minimum: Number(units: Int64(least)), maximum: Number(units: Int64(most))), number)
    }
}
