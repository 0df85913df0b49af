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
        let tree = try await GitTree.code(of: workspace, supervisor)
        let server = "\(workspace)/.fivegate/bin/\(tree)-release/Server"
        if FileManager.default.isExecutableFile(atPath: server) { return server }
        say("building the server for release")
        try await BuildFolder.standard(for: workspace, supervisor).buildRelease(workspace, into: server)
        return server
    }
}
