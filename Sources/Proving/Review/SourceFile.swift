import Foundation

/// A file that is reviewed.
public struct SourceFile: Sendable, Hashable {
    /// Relative to the workspace, with `/`.
    public var path: String
    public var text: String

    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// The Swift files below a folder of the workspace, in the order of their paths.
    public static func swift(in folder: String, of workspace: String) throws -> [SourceFile] {
        let files = FileManager.default.enumerator(atPath: "\(workspace)/\(folder)")
        var paths: [String] = []
        while let path = files?.nextObject() as? String {
            if path.hasSuffix(".swift") { paths.append("\(folder)/\(path)") }
        }
        return try paths.sorted().map {
            SourceFile(path: $0, text: try String(contentsOfFile: "\(workspace)/\($0)", encoding: .utf8))
        }
    }

    /// The tests of a service and what they stand on.
    public static func tests(of workspace: String) throws -> [SourceFile] {
        try swift(in: "Sources/PlatformTesting", of: workspace) + swift(in: "Tests", of: workspace)
    }

    var lineCount: Int { text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) } }
}
