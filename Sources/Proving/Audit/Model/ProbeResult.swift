/// What a probe found, what it tried, and what it could not try.
public struct ProbeResult: Sendable, Codable, Equatable {
    public enum Verdict: String, Sendable, Codable {
        case passed
        case found
        /// Nothing was tried: no statement about the API.
        case notTried = "not tried"
        /// Nothing was found in what could be tried; something could not.
        case partlyTried = "partly tried"
    }

    public var probe: String
    public var item: OWASPItem
    public var title: String
    /// Attacks that were carried out and judged.
    public var tried: Int
    /// `User.delete: why`
    public var notTried: [String]
    public var findings: [AuditFinding]

    public var verdict: Verdict {
        if !findings.isEmpty { return .found }
        if tried == 0 { return .notTried }
        return notTried.isEmpty ? .passed : .partlyTried
    }
}
