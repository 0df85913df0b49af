/// Counts the secrets that a scan of files and history is sure enough of.
public enum SecretFindings {
    static let unit = "secrets"

    /// Not measured when the history could not be read: what was once committed is known.
    public static func read(_ report: SecretReport) -> Reading {
        guard let commits = report.commits else {
            return .notMeasured("the history was not read: \(report.notRead ?? "no reason given")", unit: unit)
        }
        let serious = report.findings.filter(\.severity.isSerious)
        return Reading(
            Double(serious.count), unit,
            findings: serious.map { finding in
                let place = "\(finding.path):\(finding.line)\(finding.commit.map { " in \($0.prefix(12))" } ?? "")"
                return "\(place): \(finding.title): \(finding.shown)"
            },
            details: [
                "files": Double(report.files), "commits": Double(commits),
                "lesser findings": Double(report.findings.count - serious.count),
            ])
    }
}
