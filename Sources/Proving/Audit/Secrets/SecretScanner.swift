import Crypto
import Foundation

/// Looks for secrets in texts. A line that says `fivegate:allow-secret` (or `gitleaks:allow`, `pragma: allowlist secret`) is
/// left out; so is the one after a line that consists of such a comment.
struct SecretScanner: Sendable {
    private static let allowances = ["fivegate:allow-secret", "gitleaks:allow", "pragma: allowlist secret"]

    /// Secrets of a text, line by line.
    func scan(_ text: String, path: String, commit: String? = nil) -> [SecretFinding] {
        var findings: [SecretFinding] = []
        var seen: Set<String> = []
        var isAllowed = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let allows = Self.allowances.contains { line.contains($0) }
            defer { isAllowed = allows && line.allSatisfy { $0 != "=" && $0 != "\"" } }
            if allows || isAllowed { continue }
            // Once for a file: the same secret again is no other one.
            findings += scan(line, number: index + 1, path: path, commit: commit).filter {
                seen.insert($0.fingerprint).inserted
            }
        }
        return findings
    }

    /// One line; one finding for a secret, by the first rule that knows it.
    func scan(_ line: Substring, number: Int, path: String, commit: String?) -> [SecretFinding] {
        // A line of thousands of characters was written by a program.
        guard line.utf8.count >= 8, line.utf8.count < 4_000, !Self.allowances.contains(where: { line.contains($0) })
        else {
            return []
        }
        let lower = line.lowercased()
        for rule in SecretRule.all {
            guard let secret = rule.match(line, lower: lower) else { continue }
            return [
                SecretFinding(
                    rule: rule.id, title: rule.title, severity: Self.severity(rule, path), path: path, line: number,
                    commit: commit,
                    shown: Self.shown(secret, rule), fingerprint: Self.fingerprint(secret))
            ]
        }
        return []
    }

    /// What only looks like a secret is one less often in tests and documents.
    private static func severity(_ rule: SecretRule, _ path: String) -> AuditSeverity {
        guard rule.entropy > 0 else { return rule.severity }
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let isDocument = name.hasSuffix(".md") || name.hasPrefix("openapi") || name.contains("example")
        let folders = path.lowercased().split(separator: "/").dropLast()
        let isTest = folders.contains { ["tests", "test", "spec", "__tests__", "fixtures", "docs"].contains($0) }
        return isDocument || isTest ? min(rule.severity, .low) : rule.severity
    }

    /// The beginning that a format prescribes, never more.
    private static func shown(_ secret: Substring, _ rule: SecretRule) -> String {
        let isPublic = [
            "private-key", "aws-access-key", "github-token", "gitlab-token", "slack-token", "stripe-key", "npm-token",
        ]
        let start =
            rule.id == "private-key"
            ? "-----BEGIN…" : isPublic.contains(rule.id) ? "\(secret.prefix(4))…" : Masking.mask
        return "\(start), \(secret.count) characters"
    }

    private static func fingerprint(_ secret: Substring) -> String {
        let digest = SHA256.hash(data: Data(secret.utf8))
        return digest.prefix(6).map { String(format: "%02x", $0) }.joined()
    }
}
