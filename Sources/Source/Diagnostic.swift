/// One problem in a user's input: a value, worded and printed elsewhere.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
    public enum Severity: String, Sendable, Codable { case error, warning }

    public var severity: Severity
    /// Stable and documented: `brief/unknown-field`.
    public var code: String
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where; nil for a problem of the whole file (unreadable, too large).
    public var range: SourceRange?
    /// What would be right: `did you mean "createdAt"?`
    public var help: String?

    public init(
        severity: Severity = .error, code: String, message: String, range: SourceRange?, help: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.range = range
        self.help = help
    }
}
