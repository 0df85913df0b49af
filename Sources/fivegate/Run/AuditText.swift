import Proving

/// An audit's report on a terminal: a table of probes, then the findings, worst first.
struct AuditText {
    private let report: AuditReport

    init(_ report: AuditReport) { self.report = report }

    var text: String {
        var lines = [
            Terminal.table(report.probes.map { [$0.verdict.rawValue, $0.probe, "\($0.tried) tried", $0.title] })
        ]
        for finding in report.findings { lines += self.lines(finding) }
        let open = report.probes.flatMap { probe in probe.notTried.map { "not tried  \(probe.probe)  \($0)" } }
        if !open.isEmpty { lines.append("") }
        lines += open
        let counts = AuditSeverity.allCases.reversed().map { "\(report.count($0)) \($0.rawValue)" }
        lines += ["", "\(counts.joined(separator: ", ")); \(report.seconds) s"]
        if report.isThin {
            let tried = report.probes.count { $0.tried > 0 }
            lines.append(
                "this is no pass: only \(tried) of \(report.probes.count) probes could try anything; see `not tried`")
        }
        return lines.joined(separator: "\n")
    }

    private func lines(_ finding: AuditFinding) -> [String] {
        var lines = [
            "", "\(finding.severity.rawValue)  \(finding.title)  (\(finding.item.rawValue), CWE-\(finding.cwe))",
            "  seen: \(finding.evidence)",
        ]
        lines += finding.curl.map { "  $ \($0)" }
        lines.append("  mend: \(finding.remedy)")
        return lines
    }
}
