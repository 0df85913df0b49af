import ArgumentParser
import Processes
import Proving

/// `fivegate audit --secrets DIR`
struct SecretsAudit {
    var folder: String
    var json: Bool

    func run() async throws {
        let report = try await SecretScan(folder, Supervisor()).run()
        if json {
            try Terminal.json(report)
        } else {
            Terminal.print(text(report))
        }
        if !report.isSound { throw ExitCode(ExitStatus.gateClosed) }
    }

    private func text(_ report: SecretReport) -> String {
        let rows = report.findings.map { finding in
            let place = "\(finding.path):\(finding.line)" + (finding.commit.map { " in \($0)" } ?? "")
            return [finding.severity.rawValue, place, "\(finding.title): \(finding.shown) (\(finding.fingerprint))"]
        }
        let history = report.commits.map { "\($0) commits" } ?? "no history (\(report.notRead ?? ""))"
        var lines = rows.isEmpty ? [] : [Terminal.table(rows)]
        lines.append("\(report.files) files, \(history): \(report.findings.count) secrets")
        if !report.findings.isEmpty {
            lines.append(
                "Revoke what is real: whoever has the history knows it. Mark what is none: fivegate:allow-secret")
        }
        return lines.joined(separator: "\n")
    }
}
