import Foundation
import Processes

/// Share of the service's own lines that its tests execute: Platform's by Platform's tests, the rest by the endpoints'.
///
/// The products must come from a build with `BuildFolder.Options.coverage`.
public struct Coverage: Sendable {
    static let unit = "%"

    /// Lines of one file.
    struct FileLines: Equatable {
        /// Relative to the workspace.
        var path: String
        var count: Int
        var covered: Int
    }

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    public func read(_ products: Products, workspace: String) async throws -> Reading {
        let folder = products.folder + "/profiles"
        try? FileManager.default.removeItem(atPath: folder)
        let run = try await TestRunner(toolbox.supervisor).run(
            products.tests, directory: workspace, environment: ["LLVM_PROFILE_FILE": folder + "/%p.profraw"])
        let raw = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
        // What a cut-off run covered says nothing about the whole.
        guard run.report.isComplete, !raw.isEmpty, !run.report.tests.isEmpty else {
            return .notMeasured(
                (run.faults.first ?? "the tests left no profile"), unit: Self.unit, runs: [run.outcome])
        }
        let merged = folder + "/merged.profdata"
        let merging = try await toolbox.run(
            Command(
                try await tool("llvm-profdata"), ["merge", "-sparse"] + raw + ["-o", merged], timeLimit: .seconds(120)))
        let export = try await toolbox.run(
            Command(
                try await tool("llvm-cov"),
                [
                    "export", "-summary-only", "-instr-profile", merged, products.tests, "-object", products.server,
                ], timeLimit: .seconds(120)))
        let runs = [run.outcome, merging, export]
        guard export.isSuccess, !export.output.isTruncated else {
            return .notMeasured("llvm-cov \(export.ending) \(export.errors.text)", unit: Self.unit, runs: runs)
        }
        return Self.reading(try Self.files(in: export.output.data, workspace: workspace), runs: runs)
    }

    static func reading(_ files: [FileLines], runs: [Outcome] = []) -> Reading {
        let own = files.filter(isOwn)
        let count = own.reduce(0) { $0 + $1.count }
        guard count > 0 else { return .notMeasured("no line of the service was measured", unit: unit, runs: runs) }
        let covered = own.reduce(0) { $0 + $1.covered }
        let least = own.filter { $0.covered < $0.count }.sorted { $0.count - $0.covered > $1.count - $1.covered }
        return Reading(
            Double(covered) * 100 / Double(count), unit,
            findings: least.prefix(20).map { "\($0.path): \($0.count - $0.covered) of \($0.count) lines not executed" },
            details: ["lines": Double(count), "covered": Double(covered)], runs: runs)
    }

    /// Support for tests is no code of the service.
    private static func isOwn(_ file: FileLines) -> Bool {
        file.path.hasPrefix("Sources/") && !file.path.hasPrefix("Sources/PlatformTesting/")
    }

    /// - Parameter export: what `llvm-cov export` printed.
    static func files(in export: Data, workspace: String) throws -> [FileLines] {
        let workspace = (workspace as NSString).standardizingPath
        return try JSONDecoder().decode(Export.self, from: export).data.flatMap(\.files).compactMap { file in
            guard file.filename.hasPrefix(workspace + "/") else { return nil }
            return FileLines(
                path: String(file.filename.dropFirst(workspace.count + 1)), count: file.summary.lines.count,
                covered: file.summary.lines.covered)
        }
    }

    /// The Swift toolchain's own: a system's LLVM is too old to read the format.
    private func tool(_ name: String) async throws -> String {
        let swift = try toolbox.locate(Tool("swift", .swift))
        let folder = URL(fileURLWithPath: swift).resolvingSymlinksInPath().deletingLastPathComponent().path
        return "\(folder)/\(name)"
    }
}

private struct Export: Decodable {
    struct Part: Decodable { var files: [File] }

    struct File: Decodable {
        struct Summary: Decodable {
            struct Lines: Decodable {
                var count: Int
                var covered: Int
            }

            var lines: Lines
        }

        var filename: String
        var summary: Summary
    }

    var data: [Part]
}
