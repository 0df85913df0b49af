import Blueprint
import Brief
import Foundation
import Testing

/// The design of each brief as files beside the tests. `RECORD=1` writes them anew, and still fails.
@Suite struct SnapshotTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    @Test(arguments: SchemaTests.briefs) func `The design is what was approved`(brief: Brief) throws {
        let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
        for file in Blueprint(brief).documents() where !file.path.hasSuffix(".json") {
            let place = Self.folder.appending(path: brief.api).appending(path: file.path)
            let approved = try? String(contentsOf: place, encoding: .utf8)
            if approved == file.text { continue }
            if isRecording {
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try file.text.write(to: place, atomically: true, encoding: .utf8)
            }
            let difference = zip((approved ?? "").split(separator: "\n"), file.text.split(separator: "\n")).first {
                $0 != $1
            }
            Issue.record(
                "\(brief.api)/\(file.path) differs: \(difference.map { "\($0.0) is now \($0.1)" } ?? "in length")")
        }
    }
}
