import Foundation
import Processes

/// Counts the files that the formatter would change.
public struct Formatting: Sendable {
    static let unit = "files"

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    /// Formats a copy of the sources and compares.
    public func read(workspace: String) async throws -> Reading {
        let copy = NSTemporaryDirectory() + "/fivegate-format-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for item in ["Package.swift", "Sources", "Tests", ".swift-format"] {
            guard FileManager.default.fileExists(atPath: "\(workspace)/\(item)") else {
                return .notMeasured("\(item) is missing", unit: Self.unit)
            }
            try FileManager.default.copyItem(atPath: "\(workspace)/\(item)", toPath: "\(copy)/\(item)")
        }
        let outcome = try await toolbox.run(
            Command(
                "swift", ["format", "--in-place", "--recursive", "--parallel", "Package.swift", "Sources", "Tests"],
                directory: copy, timeLimit: .seconds(120), mergesErrors: true))
        guard outcome.isSuccess else {
            return .notMeasured("swift format \(outcome.ending)", unit: Self.unit, runs: [outcome])
        }
        let changed = try Self.files(of: workspace).filter { path in
            try Data(contentsOf: URL(fileURLWithPath: "\(workspace)/\(path)"))
                != Data(contentsOf: URL(fileURLWithPath: "\(copy)/\(path)"))
        }
        return .counting(changed.map { "\($0) would be changed" }, Self.unit, runs: [outcome])
    }

    private static func files(of workspace: String) throws -> [String] {
        try ["Package.swift"]
            + ["Sources", "Tests"].flatMap { try SourceFile.swift(in: $0, of: workspace).map(\.path) }
    }
}
