import Foundation

/// How a kind of secret looks. Sources: GitHub's and AWS's published formats, and the rules of gitleaks (MIT).
struct SecretRule: Sendable {
    var id: String
    var title: String
    var severity: AuditSeverity
    /// Texts without any of these are not looked at; in lower case.
    var words: [String]
    /// The part of a line that is the secret.
    var find: @Sendable (Substring) -> Substring?
    /// Bits for a character below which it is no secret but a stand-in; 0: its form is enough.
    var entropy: Double = 0

    // Each is compiled once instead of for every line; a regex is a value, though it does not say that it may be shared.
    nonisolated(unsafe) private static let assignment =
        #/(?i:(?:password|passwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|private[_-]?key)[\w-]{0,20})["']?\s*(?:=|:|=>|:=)\s*["']([^"'\s]{8,120})["']/#
    nonisolated(unsafe) private static let environment =
        #/^\s*(?:export )?[A-Z0-9_]*(?:PASSWORD|SECRET|API_KEY|ACCESS_KEY|TOKEN)[A-Z0-9_]*=([^\s"'${}<>]{8,120})\s*$/#
    nonisolated(unsafe) private static let random =
        #/(?i:(?:key|token|secret|auth|credential)[\w-]{0,20})["']?\s*[:=]\s*["']([A-Za-z0-9+\/=_-]{32,200})["']/#

    static let all: [SecretRule] = [
        SecretRule(id: "private-key", title: "a private key", severity: .critical, words: ["private key"]) {
            $0.firstMatch(of: #/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/#)?.0
        },
        SecretRule(
            id: "aws-access-key", title: "an AWS access key id", severity: .critical, words: ["akia", "asia", "abia"]
        ) {
            $0.firstMatch(of: #/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/#)?.0
        },
        SecretRule(
            id: "aws-secret-key", title: "an AWS secret access key", severity: .critical, words: ["aws"],
            find: {
                $0.firstMatch(
                    of: #/(?i:aws[\w.-]{0,20}(?:secret|key)[\w.-]{0,20})["']?\s*[:=]\s*["']?([A-Za-z0-9\/+]{40})\b/#)?.1
            }, entropy: 3.5),
        SecretRule(
            id: "github-token", title: "a GitHub token", severity: .critical,
            words: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"]
        ) {
            $0.firstMatch(of: #/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/#)?.0
        },
        SecretRule(id: "gitlab-token", title: "a GitLab token", severity: .critical, words: ["glpat-"]) {
            $0.firstMatch(of: #/\bglpat-[A-Za-z0-9_-]{20,}/#)?.0
        },
        SecretRule(id: "slack-token", title: "a Slack token", severity: .high, words: ["xox"]) {
            $0.firstMatch(of: #/\bxox[abprs]-[A-Za-z0-9-]{10,}/#)?.0
        },
        SecretRule(id: "stripe-key", title: "a Stripe key", severity: .critical, words: ["sk_live_", "rk_live_"]) {
            $0.firstMatch(of: #/\b[sr]k_live_[A-Za-z0-9]{16,}/#)?.0
        },
        SecretRule(id: "google-key", title: "a Google API key", severity: .high, words: ["aiza"]) {
            $0.firstMatch(of: #/\bAIza[A-Za-z0-9_-]{35}/#)?.0
        },
        SecretRule(id: "npm-token", title: "an npm token", severity: .critical, words: ["npm_"]) {
            $0.firstMatch(of: #/\bnpm_[A-Za-z0-9]{36}\b/#)?.0
        },
        SecretRule(
            id: "jwt", title: "a JSON Web Token", severity: .medium, words: ["eyj"],
            find: {
                $0.firstMatch(of: #/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/#)?.0
            }, entropy: 4),
        SecretRule(
            id: "url-password", title: "a password in a URL", severity: .high, words: ["://"],
            find: {
                $0.firstMatch(
                    of: #/\b[a-z][a-z0-9+.-]{2,15}:\/\/[^\s:\/@"'<>]{1,60}:([^\s:\/@"'<>${}%]{4,80})@[\w.-]+/#)?.1
            }, entropy: 2),
        SecretRule(
            id: "password", title: "a password or secret in an assignment", severity: .high,
            words: [
                "password", "passwd", "secret", "api_key", "apikey", "api-key", "access_key", "auth_token",
                "private_key",
            ],
            find: { $0.firstMatch(of: assignment)?.1 }, entropy: 3.3),
        SecretRule(
            id: "environment-password", title: "a password or secret in an environment file", severity: .high,
            words: ["password", "secret", "key", "token"],
            find: { $0.firstMatch(of: environment)?.1 }, entropy: 3.0),
        SecretRule(
            id: "high-entropy", title: "a random text beside a word like key or token", severity: .medium,
            words: ["key", "token", "secret", "auth", "credential"],
            find: { $0.firstMatch(of: random)?.1 }, entropy: 4.2),
    ]

    /// The secret of a line; nil: there is none, or only a stand-in.
    func match(_ line: Substring, lower: String) -> Substring? {
        guard words.contains(where: lower.contains), let found = find(line) else { return nil }
        return entropy == 0 || (!Self.isStandIn(found) && Self.entropy(found) >= entropy) ? found : nil
    }

    /// Shannon's entropy, in bits for a character.
    static func entropy(_ text: Substring) -> Double {
        let counts = text.utf8.reduce(into: [UInt8: Double]()) { $0[$1, default: 0] += 1 }
        let total = Double(text.utf8.count)
        return counts.values.reduce(0) { $0 - $1 / total * log2($1 / total) }
    }

    /// What documents write where a secret would stand.
    static func isStandIn(_ text: Substring) -> Bool {
        let lower = text.lowercased()
        let words = [
            "example", "changeme", "change-me", "change_me", "placeholder", "your-", "your_", "yoursecret", "xxxx",
            "****", "redacted",
            "dummy", "sample", "todo", "insert", "correct horse", "${", "{{", "<", "process.env", "os.environ",
            "getenv", "secrets.",
            "0000000", "1234567", "abcdef",
        ]
        return words.contains { lower.contains($0) } || Set(lower).count < 4
    }
}
