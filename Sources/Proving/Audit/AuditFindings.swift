/// Counts the critical and high findings of an audit.
public enum AuditFindings {
    static let unit = "findings"

    /// Not measured when nothing could be tried: silence is no soundness.
    public static func read(_ report: AuditReport) -> Reading {
        let tried = report.probes.reduce(0) { $0 + $1.tried }
        guard tried > 0 else { return .notMeasured("no attack could be tried", unit: unit) }
        let severe = report.findings.filter(\.severity.isSerious)
        let untried = report.probes.filter { $0.verdict == .notTried }.map(\.probe)
        return Reading(
            Double(severe.count), unit,
            findings: severe.map { "\($0.severity.rawValue): \($0.operation): \($0.title)" },
            details: [
                "attacks": Double(tried), "lesser findings": Double(report.findings.count - severe.count),
            ].merging(report.probes.map { ($0.probe, Double($0.tried)) }) { $1 },
            notes: untried.isEmpty ? [] : ["not tried: \(untried.joined(separator: ", "))"])
    }
}
