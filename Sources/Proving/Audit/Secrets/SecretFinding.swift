/// Where a secret stands. Never the secret itself.
public struct SecretFinding: Sendable, Codable, Equatable, Hashable {
    /// `aws-access-key`
    public var rule: String
    public var title: String
    public var severity: AuditSeverity
    /// Relative to what was scanned.
    public var path: String
    /// From 1; in the file, or in its version of that commit.
    public var line: Int
    /// Nil: it stands in the files as they are now.
    public var commit: String?
    /// How it begins and how long it is: `AKIA…, 20 characters`.
    public var shown: String
    /// SHA-256 of the secret, 12 digits: the same secret in two places has the same.
    public var fingerprint: String
}

/// What a scan for secrets found.
public struct SecretReport: Sendable, Codable, Equatable {
    public var folder: String
    public var files: Int
    /// Nil: the history was not read; `notRead` says why.
    public var commits: Int?
    public var notRead: String?
    public var findings: [SecretFinding]

    public var isSound: Bool { !findings.contains { $0.severity.isSerious } }
}
