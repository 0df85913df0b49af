import Foundation

/// Texts that real tools printed, kept beside the tests.
enum Recorded {
    static func text(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: folder.appendingPathComponent("Recorded/\(name)"), encoding: .utf8)
    }
}
