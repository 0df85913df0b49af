import Processes

/// Counts what the formatter and linter (`swift format lint --strict`) finds in the service's sources and tests.
public struct Lint: Sendable {
    static let unit = "findings"

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    public func read(workspace: String) async throws -> Reading {
        let outcome = try await toolbox.run(
            Command(
                "swift",
                ["format", "lint", "--strict", "--recursive", "--parallel", "Package.swift", "Sources", "Tests"],
                directory: workspace, timeLimit: .seconds(120), mergesErrors: true))
        var findings = Self.findings(in: outcome.output.text, workspace: workspace)
        if !outcome.isSuccess, findings.isEmpty { findings = ["swift format \(outcome.ending)"] }
        return .counting(findings, Self.unit, runs: [outcome])
    }

    static func findings(in output: String, workspace: String) -> [String] {
        output.split(separator: "\n").filter { $0.contains(/: (error|warning): \[/) }
            .map { $0.hasPrefix(workspace + "/") ? String($0.dropFirst(workspace.count + 1)) : String($0) }.sorted()
    }
}
