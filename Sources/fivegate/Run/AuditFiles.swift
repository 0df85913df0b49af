import Foundation
import Proving

/// The files that an audit's report is written to.
struct AuditFiles {
    var folder: String?
    var sarif: String?
    /// The document that SARIF results point to.
    var document: String

    func write(_ report: AuditReport) throws {
        let log = report.sarif(document: document)
        if let sarif { try log.write(toFile: sarif, atomically: true, encoding: .utf8) }
        guard let folder else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in ["audit.md": report.markdown, "audit.json": report.json, "audit.sarif": log] {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
    }
}
