/// What is thought of a candidate.
public enum CanaryVerdict: String, Sendable, Hashable, Codable {
    case pass
    case fail
    /// Too little to tell. Never a pass.
    case inconclusive
}

/// A verdict with what it rests on.
public struct Judgement: Sendable, Hashable, Codable {
    public var verdict: CanaryVerdict
    /// One line each, figures first.
    public var findings: [String]

    public init(_ verdict: CanaryVerdict, _ findings: [String]) {
        self.verdict = verdict
        self.findings = findings
    }

    public var summary: String { findings.joined(separator: "; ") }
}
