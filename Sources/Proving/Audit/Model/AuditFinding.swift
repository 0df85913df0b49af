/// A weakness that was seen: something leaked or changed that should not have.
public struct AuditFinding: Sendable, Codable, Equatable {
    /// The probe's name: `api1.objects`.
    public var probe: String
    public var severity: AuditSeverity
    public var item: OWASPItem
    /// The weakness's number in the Common Weakness Enumeration.
    public var cwe: Int
    /// The operation's id, or a method and path that the document doesn't have.
    public var operation: String
    /// One sentence: who could do what.
    public var title: String
    /// What was observed; secrets are masked.
    public var evidence: String
    /// Commands that show it again, in order; tokens stand as `$TOKEN_A`.
    public var curl: [String]
    /// What would mend it.
    public var remedy: String
}
