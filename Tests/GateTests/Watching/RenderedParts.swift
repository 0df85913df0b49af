import Blueprint
import Brief
import Foundation
import Stack
import Testing

/// Parts of a rendered service, in a folder of their own.
enum RenderedParts {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func files(
        _ path: String, in folder: String, _ change: (inout Brief) -> Void = { _ in }
    ) throws -> [RenderedFile] {
        let reading = BriefReader.read(path: root.appending(path: path).path)
        var brief = try #require(reading.brief)
        change(&brief)
        return ServiceRenderer.files(of: Blueprint(brief), implemented: []).filter { $0.path.hasPrefix(folder) }
    }

    static func withFolder<Value>(_ files: [RenderedFile], _ body: (String) async throws -> Value) async throws -> Value
    {
        let folder = NSTemporaryDirectory() + "/rendered-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for file in files {
            let url = URL(filePath: "\(folder)/\(file.path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file.text.write(to: url, atomically: true, encoding: .utf8)
        }
        return try await body(folder)
    }
}
