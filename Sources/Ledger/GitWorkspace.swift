import Foundation
import Glibc
import Processes
import Workflow

/// A workspace that is a git repository. Commits are made from an index of their own, so that what a person has staged
/// or changed elsewhere is neither swept up nor disturbed, and no hook and no setting of theirs interferes.
public struct GitWorkspace: Workspace {
    public let path: String
    let supervisor: Supervisor
    private static let identity = ["NAME": "Fivegate", "EMAIL": "fivegate@localhost"]

    /// A workspace in an existing repository; see `create`.
    public init(path: String, supervisor: Supervisor) {
        self.path = path
        self.supervisor = supervisor
    }

    /// The workspace at a path. Makes the folder, the repository and its first, empty commit where they are missing.
    public static func create(at path: String, supervisor: Supervisor) async throws -> GitWorkspace {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let workspace = GitWorkspace(path: path, supervisor: supervisor)
        if !FileManager.default.fileExists(atPath: path + "/.git") {
            try await workspace.git(["init", "--quiet", "--initial-branch=main"])
        }
        // The record of the work is not part of the work.
        let exclude = path + "/.git/info/exclude"
        let known = (try? String(contentsOfFile: exclude, encoding: .utf8)) ?? ""
        if !known.contains("/.fivegate/") {
            try FileManager.default.createDirectory(atPath: path + "/.git/info", withIntermediateDirectories: true)
            try DurableFile.write(Data((known + "/.fivegate/\n").utf8), to: exclude)
        }
        try await workspace.removeStaleLocks()
        if try await workspace.head() == nil {
            _ = try await workspace.commit([], message: CommitMessage(subject: "Begin", trailers: []))
        }
        return workspace
    }

    /// A git that was killed leaves its locks, and no other git would go on. Whoever calls this holds the workspace and has
    /// ended what an earlier run left running; a person's own git is given a second to end.
    private func removeStaleLocks() async throws {
        let locks = ["HEAD.lock", "index.lock"].map { "\(path)/.git/\($0)" }.filter(FileManager.default.fileExists)
        if locks.isEmpty { return }
        try await Task.sleep(for: .seconds(1))
        for lock in locks { unlink(lock) }
    }

    public func commit(_ paths: [String], message: CommitMessage) async throws -> Commit {
        let parent = try await head()
        let index = path + "/.git/fivegate-index-\(UUID().uuidString)"
        defer { unlink(index) }
        let environment = ["GIT_INDEX_FILE": index]
        try await git(["read-tree", parent ?? "--empty"], environment: environment)
        if !paths.isEmpty {
            let list = Data(paths.joined(separator: "\0").utf8)
            try await git(
                ["add", "--all", "--force", "--pathspec-from-file=-", "--pathspec-file-nul"],
                environment: environment.merging(["GIT_LITERAL_PATHSPECS": "1"]) { $1 }, input: list)
        }
        let tree = try await git(["write-tree"], environment: environment)
        let id = try await git(
            ["commit-tree", tree, "-F", "-"] + (parent.map { ["-p", $0] } ?? []),
            environment: Dictionary(
                uniqueKeysWithValues: ["AUTHOR", "COMMITTER"].flatMap { who in
                    Self.identity.map { ("GIT_\(who)_\($0.key)", $0.value) }
                }), input: Data(message.text.utf8))
        // Moves the branch only if nobody else has.
        try await git(["update-ref", "-m", "fivegate", "HEAD", id, parent ?? String(repeating: "0", count: 40)])
        try await refreshIndex(paths)
        return Commit(id: id, tree: tree)
    }

    public func contents() async throws -> WorkspaceContents {
        let index = path + "/.git/fivegate-index-\(UUID().uuidString)"
        defer { unlink(index) }
        let environment = ["GIT_INDEX_FILE": index]
        try await git(["read-tree", try await head() ?? "--empty"], environment: environment)
        try await git(["add", "--all"], environment: environment)
        let tree = try await git(["write-tree"], environment: environment)
        let list = try await git(["ls-tree", "-r", "-z", "--format=%(objectname) %(path)", tree])
        let files = list.split(separator: "\0").map { entry in
            let parts = entry.split(separator: " ", maxSplits: 1)
            return (String(parts.last ?? ""), String(parts.first ?? ""))
        }
        return WorkspaceContents(tree: tree, files: Dictionary(files, uniquingKeysWith: { $1 }))
    }

    public func history() async throws -> [RecordedCommit] {
        let format = "%H%x1e%T%x1e%(trailers:only=true,unfold=true,separator=%x1f)"
        return try await git(["log", "--format=" + format]).split(separator: "\n").map { line in
            let parts = line.split(separator: "\u{1e}", omittingEmptySubsequences: false).map(String.init)
            let trailers = (parts.count > 2 ? parts[2] : "").split(separator: "\u{1f}").map { trailer in
                let name = trailer.prefix { $0 != ":" }
                return CommitMessage.Trailer(String(name), String(trailer.dropFirst(name.count + 2)))
            }
            return RecordedCommit(commit: Commit(id: parts[0], tree: parts[1]), trailers: trailers)
        }
    }

    public func restore(_ paths: [String]) async throws {
        for name in paths {
            let file = try WorkspacePath.resolve(name, in: path)
            guard try await git(["ls-tree", "--name-only", "HEAD", "--", ":(literal)" + name]).isEmpty else {
                try await git(["checkout", "--quiet", "HEAD", "--", ":(literal)" + name])
                continue
            }
            unlink(file)
        }
        try await refreshIndex(paths)
    }

    /// The commit the branch is at; nil before the first.
    func head() async throws -> String? {
        let outcome = try await supervisor.run(command(["rev-parse", "--verify", "--quiet", "HEAD"]))
        let id = outcome.output.text.trimmingCharacters(in: .whitespacesAndNewlines)
        return outcome.isSuccess && !id.isEmpty ? id : nil
    }

    /// Tells the person's index about the files that were committed or put back; nothing else in it changes.
    private func refreshIndex(_ paths: [String]) async throws {
        guard !paths.isEmpty else { return }
        try await git(
            ["reset", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul"],
            environment: ["GIT_LITERAL_PATHSPECS": "1"], input: Data(paths.joined(separator: "\0").utf8))
    }

    @discardableResult private func git(
        _ arguments: [String], environment: [String: String] = [:], input: Data? = nil
    ) async throws -> String {
        try await supervisor.run(command(arguments, environment: environment, input: input)).successful()
            .output.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func command(_ arguments: [String], environment: [String: String] = [:], input: Data? = nil) -> Command {
        Command(
            "git", ["-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false"] + arguments, directory: path,
            environment: environment.mapValues(Optional.some), input: input, timeLimit: .seconds(60))
    }
}
