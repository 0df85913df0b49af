/// How bad a finding is, as CVSS 3.1 names its bands. `high` and `critical` close the gate.
public enum AuditSeverity: String, Sendable, Codable, CaseIterable, Comparable {
    case info
    case low
    case medium
    case high
    case critical

    public static func < (left: AuditSeverity, right: AuditSeverity) -> Bool { left.rank < right.rank }

    /// Whether a report with it is no pass.
    public var isSerious: Bool { self >= .high }

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
