import Brief
import Foundation

/// The briefs that the parser's tests keep: every good one, and the hostile one.
func briefFiles() -> [Brief] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return ["Good", "Hostile"].flatMap { name in
        let folder = tests.appending(path: "BriefTests").appending(path: name)
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { file in
            var brief = BriefReader.read(path: folder.appending(path: file).path).brief
            // Snapshots lie in folders named by the API; the names of files are unique.
            brief?.api = "\(name)-\(file.dropLast(5))"
            return brief
        }
    }
}
