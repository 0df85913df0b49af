import Foundation
import Processes

/// The release build of a workspace's server, kept by the git tree that it was built from: what is measured must be what
/// will run.
public enum ReleaseServer {
    /// - Parameter say: is told before a build, which takes minutes when the dependencies have not been compiled yet.
    /// - Returns: the executable's path.
    /// - Throws: `ProcessError` with the compiler's last words when it does not build.
    public static func path(
        of workspace: String, _ supervisor: Supervisor, say: @Sendable (String) -> Void = { _ in }
    ) async throws -> String {
        let tree = try await GitTree.id(of: workspace, supervisor)
        let kept = "\(workspace)/.fivegate/bin/\(tree)-release"
        if FileManager.default.isExecutableFile(atPath: kept + "/Server") { return kept + "/Server" }
        say("building the server for release")
        let folder = try await BuildFolder.standard(for: workspace, supervisor)
        try await folder.exclusively {
            _ = try await supervisor.run(
                Command(
                    "swift", ["build", "-c", "release", "--product", "Server", "--scratch-path", folder.path],
                    directory: workspace,
                    environment: ["SWIFT_DETERMINISTIC_HASHING": "1", "COVERAGE": nil, "CI": nil],
                    timeLimit: .seconds(1800), mergesErrors: true)
            ).successful()
            let files = FileManager.default
            let staging = "\(kept).\(UUID().uuidString)"
            try files.createDirectory(atPath: staging, withIntermediateDirectories: true)
            try files.copyItem(atPath: folder.path + "/release/Server", toPath: staging + "/Server")
            try? files.removeItem(atPath: kept)
            // Renamed into place, so that a folder of this name is always complete.
            try files.moveItem(atPath: staging, toPath: kept)
        }
        return kept + "/Server"
    }
}
