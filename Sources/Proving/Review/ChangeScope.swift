import Foundation
import Processes

/// Counts the files that a change to one endpoint touched outside what is that endpoint's.
public enum ChangeScope {
    static let unit = "files outside their endpoint"

    /// A commit of one task for one endpoint.
    public struct Change: Sendable, Hashable {
        public var commit: String
        /// `User.update`
        public var operation: String
        public var paths: [String]

        public init(commit: String, operation: String, paths: [String]) {
            self.commit = commit
            self.operation = operation
            self.paths = paths
        }
    }

    /// - Parameter allowed: by operation, the files that may differ between the service with and without it; a path
    ///   that ends in `/` stands for all below it.
    public static func read(_ changes: [Change], allowed: [String: [String]]) -> Reading {
        if changes.isEmpty { return .notMeasured("no change of an endpoint is recorded", unit: unit) }
        return .counting(
            changes.flatMap { change in
                let own = allowed[change.operation] ?? []
                return change.paths.filter { path in
                    !own.contains { $0 == path || ($0.hasSuffix("/") && path.hasPrefix($0)) }
                }.map { "\(change.commit.prefix(10)) of \(change.operation) touched \($0)" }
            }, unit)
    }

    /// The commits whose trailer names a task of an endpoint: `Fivegate-Task: implementation.green:User.update`.
    /// - Parameter trailer: the trailer's name.
    public static func changes(
        in workspace: String, trailer: String, _ supervisor: Supervisor
    ) async throws -> [Change] {
        let outcome = try await supervisor.run(
            Command(
                "git",
                [
                    "log", "--reverse", "--no-renames", "--name-only", "-z",
                    "--format=%x01%H%x02%(trailers:key=\(trailer),valueonly,separator=%x2C)%x02",
                ], directory: workspace, timeLimit: .seconds(60))
        ).successful()
        return changes(log: outcome.output.text)
    }

    static func changes(log: String) -> [Change] {
        log.split(separator: "\u{1}").compactMap { entry in
            let parts = entry.split(separator: "\u{2}", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let colon = parts[1].firstIndex(of: ":") else { return nil }
            let operation = parts[1][parts[1].index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
            let paths = parts[2].split(whereSeparator: { $0 == "\0" || $0 == "\n" }).map(String.init)
            return paths.isEmpty ? nil : Change(commit: String(parts[0]), operation: operation, paths: paths)
        }
    }
}
