import Source

extension AuditReport {
    /// For people: a verdict, the findings with what shows them again, and what was not tried.
    public var markdown: String {
        let counts = AuditSeverity.allCases.reversed().map { "\(count($0)) \($0.rawValue)" }.joined(separator: ", ")
        var lines = [
            "# Security audit of \(MarkdownText.inline(api))", "",
            "\(MarkdownText.code(url)), \(started), \(seconds) s: "
                + (isSound ? "**no critical or high finding**" : "**not sound**") + " (\(counts)).", "",
            "## Probes", "", "| probe | item | verdict | tried | findings |", "|---|---|---|---|---|",
        ]
        lines += probes.map {
            "| \(MarkdownText.code($0.probe)): \(MarkdownText.inline($0.title)) | \($0.item.rawValue) | "
                + "\($0.verdict.rawValue) | \($0.tried) | \($0.findings.count) |"
        }
        if !findings.isEmpty { lines += ["", "## Findings"] }
        for (index, finding) in findings.enumerated() { lines += section(finding, index + 1) }
        let open = probes.filter { !$0.notTried.isEmpty }
        if !open.isEmpty { lines += ["", "## Not tried", "", "No statement is made about these.", ""] }
        for probe in open {
            lines += probe.notTried.map { "- \(MarkdownText.code(probe.probe)) \(MarkdownText.inline($0))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ finding: AuditFinding, _ number: Int) -> [String] {
        [
            "", "### \(number). \(finding.severity.rawValue): \(MarkdownText.inline(finding.title))", "",
            "\(finding.item.rawValue) \(finding.item.title), CWE-\(finding.cwe), \(MarkdownText.code(finding.operation)), "
                + "found by \(MarkdownText.code(finding.probe)).", "",
            "Seen: \(MarkdownText.inline(finding.evidence))", "", "```sh",
        ] + finding.curl.map { $0.replacing("```", with: "'''") } + [
            "```", "", "Mend it: \(MarkdownText.inline(finding.remedy))",
        ]
    }
}
