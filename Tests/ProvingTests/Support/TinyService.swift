import Foundation
import Processes

@testable import Proving

/// A service without dependencies, so that building it takes seconds: a copy of `Fixtures/tiny` that a test may change.
final class TinyService: Sendable {
    let folder: TemporaryFolder
    let supervisor = Supervisor()
    var workspace: String { folder.path + "/service" }
    var toolbox: Toolbox { Toolbox(supervisor) }

    init() throws {
        folder = try TemporaryFolder()
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/tiny").path
        try FileManager.default.copyItem(atPath: fixture, toPath: workspace)
    }

    /// - Parameter scratch: nil: one of its own.
    func buildFolder(_ scratch: String? = nil) -> BuildFolder {
        BuildFolder(supervisor, path: scratch ?? folder.path + "/scratch")
    }

    func edit(_ file: String, _ change: (String) -> String) throws {
        let path = "\(workspace)/\(file)"
        try change(try String(contentsOfFile: path, encoding: .utf8)).write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    /// Makes it a repository with all of its files committed.
    func commit() async throws {
        for arguments in [
            ["init", "--quiet"], ["add", "--all"],
            ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "Begin"],
        ] {
            _ = try await supervisor.run(Command("git", arguments, directory: workspace)).successful()
        }
    }
}
