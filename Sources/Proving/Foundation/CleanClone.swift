import Foundation
import Processes

/// A fresh `git clone` of a workspace, whose builds go to the shared build folder.
struct CleanClone {
    let path: String
    /// The clone itself, for the evidence.
    let cloning: Outcome
    private let toolbox: Toolbox
    private let folder: BuildFolder

    /// Clones, holds the build folder's lock meanwhile, and removes the clone afterwards. The clone always stands at the
    /// same place in the workspace, so that its modules need not be compiled again for the next instrument.
    static func with(
        _ workspace: String, _ toolbox: Toolbox, _ folder: BuildFolder, _ body: (CleanClone) async throws -> Reading
    ) async throws -> Reading {
        let path = workspace + "/.fivegate/clone"
        try? FileManager.default.removeItem(atPath: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let cloning = try await toolbox.run(
            Command("git", ["clone", "--quiet", "--no-hardlinks", workspace, path], timeLimit: .seconds(120))
        ).successful()
        // What the Makefile starts from `.build` is what was just built.
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path + "/.build", withDestinationPath: folder.path)
        return try await folder.exclusively {
            try await body(CleanClone(path: path, cloning: cloning, toolbox: toolbox, folder: folder))
        }
    }

    /// Runs a script as GitHub's runners do, stopping at the first command that fails.
    func shell(
        _ script: String, environment: [String: String?] = [:], timeLimit: Duration = .seconds(1800)
    ) async throws -> Outcome {
        let standard: [String: String?] = [
            "CI": "true", "SWIFTPM_BUILD_DIR": folder.path, "SWIFT_DETERMINISTIC_HASHING": "1", "COVERAGE": nil,
            // A make that started us is no business of the clone's.
            "MAKEFLAGS": nil, "MAKELEVEL": nil, "MFLAGS": nil,
        ]
        return try await toolbox.run(
            Command(
                "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], directory: path,
                environment: standard.merging(environment) { $1 }, timeLimit: timeLimit, mergesErrors: true))
    }
}
