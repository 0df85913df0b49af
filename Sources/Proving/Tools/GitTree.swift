import Foundation
import Processes
import Workflow

/// Names what lies in a workspace now, whether committed or not, by the id git gives its tree.
public enum GitTree {
    /// What a server and its tests are made of. Pages for people, and what deploys it, are not.
    private static let code = [
        "Package.swift", "Package.resolved", "Plugins", "Sources", "Tests", "Migrations", "Public", "openapi.yaml",
        "openapi.json",
    ]

    /// Ignored files are left out. The workspace's own index is not touched.
    public static func id(of workspace: String, _ supervisor: Supervisor) async throws -> String {
        try await ask(["write-tree"], of: workspace, supervisor)
    }

    /// Names only what a server and its tests are made of: a build, and what was measured on it, speak for all trees with
    /// the same.
    public static func code(of workspace: String, _ supervisor: Supervisor) async throws -> String {
        let listing = try await ask(["ls-files", "--stage", "--"] + code, of: workspace, supervisor)
        return String(SHA256Digest.of(Data(listing.utf8)).prefix(40))
    }

    /// Names what lies in a workspace now, and all that was ever committed there.
    public static func history(of workspace: String, _ supervisor: Supervisor) async throws -> String {
        let commits = try await ask(["rev-parse", "--all"], of: workspace, supervisor)
        return try await id(of: workspace, supervisor) + String(SHA256Digest.of(Data(commits.utf8)).prefix(40))
    }

    private static func ask(
        _ question: [String], of workspace: String, _ supervisor: Supervisor
    ) async throws -> String {
        let index = NSTemporaryDirectory() + "/fivegate-index-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: index) }
        // A copy of the index spares git the hashing of every file that has not changed.
        try? FileManager.default.copyItem(atPath: workspace + "/.git/index", toPath: index)
        let environment: [String: String?] = ["GIT_INDEX_FILE": index]
        _ = try await supervisor.run(
            Command("git", ["add", "--all"], directory: workspace, environment: environment, timeLimit: .seconds(60))
        ).successful()
        let outcome = try await supervisor.run(
            Command("git", question, directory: workspace, environment: environment, timeLimit: .seconds(60))
        ).successful()
        return outcome.output.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
