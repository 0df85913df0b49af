import Foundation
import Processes

/// A fresh `git clone` of a workspace, whose builds go to the shared build folder.
struct CleanClone {
    let path: String
    /// The clone itself, for the evidence.
    let cloning: Outcome
    private let toolbox: Toolbox
    private let folder: BuildFolder

    /// Clones, and holds the build folder's lock meanwhile.
    static func with(
        _ workspace: String, _ toolbox: Toolbox, _ folder: BuildFolder, _ body: (CleanClone) async throws -> Reading
    ) async throws -> Reading {
        let path = workspace + "/.fivegate/clone"
        let cloning = try await make(path, of: workspace, toolbox)
        // What the Makefile starts from `.build` is what was just built.
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path + "/.build", withDestinationPath: folder.path)
        return try await folder.exclusively {
            try folder.forgetPlan(unlessOf: path)
            return try await body(CleanClone(path: path, cloning: cloning, toolbox: toolbox, folder: folder))
        }
    }

    /// The last instrument's clone is brought back to what a fresh one is, where that can be done: files that stay the
    /// same need not be compiled again.
    private static func make(_ path: String, of workspace: String, _ toolbox: Toolbox) async throws -> Outcome {
        func git(_ arguments: [String]) async throws -> Outcome {
            try await toolbox.run(Command("git", arguments, timeLimit: .seconds(120)))
        }
        if FileManager.default.fileExists(atPath: path + "/.git") {
            // Named, not looked for: a git that finds no repository here would take the workspace around it, and reset that.
            let clone = ["-C", path, "--git-dir", path + "/.git", "--work-tree", path]
            let fetching = try await git(clone + ["fetch", "--quiet", workspace, "HEAD"])
            let resetting = try await git(clone + ["reset", "--quiet", "--hard", "FETCH_HEAD"])
            let cleaning = try await git(clone + ["clean", "--quiet", "-ffdx"])
            if [fetching, resetting, cleaning].allSatisfy(\.isSuccess) { return resetting }
        }
        try? FileManager.default.removeItem(atPath: path)
        return try await git(["clone", "--quiet", "--no-hardlinks", workspace, path]).successful()
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
