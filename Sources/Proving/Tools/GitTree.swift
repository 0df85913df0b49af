import Foundation
import Processes

/// Names what lies in a workspace now, whether committed or not, by the id git gives its tree.
public enum GitTree {
    /// Ignored files are left out. The workspace's own index is not touched.
    public static func id(of workspace: String, _ supervisor: Supervisor) async throws -> String {
        let index = NSTemporaryDirectory() + "/fivegate-index-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: index) }
        // A copy of the index spares git the hashing of every file that has not changed.
        try? FileManager.default.copyItem(atPath: workspace + "/.git/index", toPath: index)
        let environment: [String: String?] = ["GIT_INDEX_FILE": index]
        _ = try await supervisor.run(
            Command("git", ["add", "--all"], directory: workspace, environment: environment, timeLimit: .seconds(60))
        ).successful()
        let outcome = try await supervisor.run(
            Command("git", ["write-tree"], directory: workspace, environment: environment, timeLimit: .seconds(60))
        ).successful()
        return outcome.output.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
