import Foundation
import Processes

/// Asks `openapi-spec-validator` whether a document is valid OpenAPI.
public struct DocumentValidity: Sendable {
    static let unit = "errors"

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    /// - Parameter path: of `openapi.yaml`.
    public func read(_ path: String) async throws -> Reading {
        let tool = Tool("openapi-spec-validator", .pypi("openapi-spec-validator"))
        let program: String
        do { program = try toolbox.locate(tool) } catch { return .notMeasured("\(error)", unit: Self.unit) }
        let outcome = try await toolbox.run(
            Command(program, ["--validation-errors", "all", path], timeLimit: .seconds(120), mergesErrors: true))
        let findings = outcome.isSuccess ? [] : Self.errors(in: outcome.output.text)
        return .counting(findings, Self.unit, runs: [outcome])
    }

    /// The line that heads each error; all that was said where there is none.
    static func errors(in output: String) -> [String] {
        let heads = output.split(separator: "\n").filter { $0.contains("Error: ") || $0.hasPrefix("# ") }
        return (heads.isEmpty ? [Substring(output)] : heads).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
}
