import Blueprint
import Foundation

/// Paths that lead out of the folder they should stay in.
enum TraversalProbe: Probe {
    static let name = "injection.traversal"
    static let item = OWASPItem.other
    static let title = "Files outside can be read by a path"
    private static let up = String(repeating: "../", count: 8)

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let texts = [
            up + "etc/passwd", "/etc/passwd", up.replacing("../", with: "....//") + "etc/passwd", "file:///etc/passwd",
        ]
        for point in try await InputPoint.all(context) where point.place != .body || point.isFile {
            for text in texts {
                let call = point.call(text)
                guard let answer = try await context.ask(call) else { continue }
                guard answer.text.firstMatch(of: #/root:[^:\n]*:0:0:/#) != nil else {
                    notes.held(point)
                    continue
                }
                notes.found(
                    .critical, cwe: 22, point.operation.id,
                    "`\(point.name)` of \(point.operation.method) \(point.operation.path) reads files of the machine",
                    evidence: "/etc/passwd came back", calls: [call],
                    remedy: "Resolve the path and refuse what is not inside the folder; better, name files by ids.")
                break
            }
        }
        if notes.result.tried == 0 { notes.skip("all", "no operation takes a text in its path or query") }
    }
}

extension InputPoint {
    fileprivate var isFile: Bool {
        Words.parts(name).contains {
            ["file", "path", "filename", "template", "page", "document", "image", "attachment", "folder", "directory"]
                .contains($0)
        }
    }
}
