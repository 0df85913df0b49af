import Foundation
import Processes
import Proving
import Workflow

extension Reading {
    /// A line or two for the table.
    var note: String {
        let shown = findings.prefix(3).joined(separator: "; ")
        let rest = findings.count > 3 ? "; and \(findings.count - 3) more" : ""
        return shown + rest + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
    }

    /// Each program's output, and everything that was found.
    func evidence(of instrument: String, tree: String, keptIn store: any RunStore) throws -> [Evidence] {
        let programs = try runs.map { run in
            Evidence(
                argv: run.argv, tool: ((run.argv.first ?? instrument) as NSString).lastPathComponent, tree: tree,
                exitStatus: run.status.code, output: try store.storeEvidence(run.output.data), figure: figure)
        }
        let findings = Evidence(
            argv: ["fivegate", "measure", instrument], tool: "fivegate", tree: tree, exitStatus: 0,
            output: try store.storeEvidence(Data(report.utf8)), figure: figure)
        return programs + [findings]
    }

    /// The figure, then everything that was found, a line each.
    var report: String {
        let first = figure.map { "\($0) \(unit)" } ?? "not measured"
        let details = details.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return ([first] + details + findings + notes).joined(separator: "\n") + "\n"
    }
}
