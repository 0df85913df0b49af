import Foundation
import Processes
import Testing
import Workflow

@testable import Ledger

@Suite struct GitWorkspaceTests {
    let folder: Folder
    let supervisor = Supervisor()
    let workspace: GitWorkspace

    init() async throws {
        folder = try Folder()
        workspace = try await GitWorkspace.create(at: folder.path, supervisor: supervisor)
    }

    @Test func `What lies there is known, committed or not`() async throws {
        let commit = try await commit([FileChange(path: "a.txt", text: "1"), FileChange(path: "b.txt", text: "1")])
        let contents = try await workspace.contents()
        #expect(contents.tree == commit.tree)
        #expect(Set(contents.files.keys) == ["a.txt", "b.txt"] && Set(contents.files.values).count == 1)
        try await workspace.write([FileChange(path: "b.txt", text: "2")])
        let edited = try await workspace.contents()
        #expect(edited.tree != commit.tree && edited.files["a.txt"] == contents.files["a.txt"])
        #expect(edited.files["b.txt"] != contents.files["b.txt"])
    }

    @Test func `The locks of a git that was killed are no hindrance`() async throws {
        for lock in ["HEAD.lock", "index.lock"] { try Data().write(to: folder.url.appending(path: ".git/\(lock)")) }
        let again = try await GitWorkspace.create(at: folder.path, supervisor: supervisor)
        _ = try await again.commit([], message: CommitMessage(subject: "Go on", trailers: []))
    }

    private func git(_ arguments: String...) async throws -> String {
        try await supervisor.run(Command("git", arguments, directory: folder.path)).successful().output.text
    }

    private func commit(_ files: [FileChange], _ trailers: [CommitMessage.Trailer] = []) async throws -> Commit {
        try await workspace.write(files)
        return try await workspace.commit(
            files.map(\.path), message: CommitMessage(subject: "Work", trailers: trailers))
    }

    @Test func `A commit holds the task's files and its trailers`() async throws {
        let commit = try await commit(
            [FileChange(path: "a/run.sh", text: "x", isExecutable: true)], [.init("Task", "p.t"), .init("Lease", "1")])
        #expect(try await git("ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD") == "100755 a/run.sh\n")
        #expect(
            try await git("log", "-1", "--format=%H %T %B")
                == "\(commit.id) \(commit.tree) Work\n\nTask: p.t\nLease: 1\n\n")
        #expect(try await git("status", "--porcelain").isEmpty)
    }

    @Test func `What a person has changed or staged is neither committed nor disturbed`() async throws {
        _ = try await commit([FileChange(path: "mine", text: "1"), FileChange(path: "ours", text: "1")])
        try Data("2".utf8).write(to: folder.url.appending(path: "mine"))
        try Data("new".utf8).write(to: folder.url.appending(path: "staged"))
        _ = try await git("add", "staged")
        _ = try await commit([FileChange(path: "ours", text: "2")])
        #expect(try await git("status", "--porcelain") == " M mine\nA  staged\n")
        #expect(try await git("show", "--format=", "--name-only", "HEAD") == "ours\n")
    }

    @Test func `A removed file is removed in the commit`() async throws {
        _ = try await commit([FileChange(path: "old", text: "1"), FileChange(path: "kept", text: "1")])
        _ = try await commit([FileChange(path: "old", content: nil)])
        #expect(try await git("ls-tree", "--name-only", "HEAD") == "kept\n")
    }

    @Test func `Restoring brings back what was committed and removes what was not`() async throws {
        _ = try await commit([FileChange(path: "known", text: "1"), FileChange(path: "gone", text: "1")])
        try await workspace.write([
            FileChange(path: "known", text: "2"), FileChange(path: "new/[a]*", text: "2"),
            FileChange(path: "gone", content: nil),
        ])
        try await workspace.restore(["known", "new/[a]*", "gone"])
        #expect(try await git("status", "--porcelain").isEmpty)
        #expect(try String(contentsOf: folder.url.appending(path: "known"), encoding: .utf8) == "1")
    }

    @Test func `A commit is found by its trailers, all of them`() async throws {
        let first = try await commit([], [.init("Task", "p.t"), .init("Lease", "1")])
        _ = try await commit([], [.init("Task", "p.t"), .init("Lease", "2")])
        #expect(try await workspace.commit(with: [.init("Task", "p.t"), .init("Lease", "1")]) == first)
        #expect(try await workspace.commit(with: [.init("Task", "p.t"), .init("Lease", "3")]) == nil)
        #expect(try await workspace.commit(with: [.init("Task", "p"), .init("Lease", "1")]) == nil)
    }

    @Test func `Text cannot add a trailer of its own`() async throws {
        let message = CommitMessage(subject: "a\n\nTask: other", trailers: [.init("Task", "mine\nLease: 9")])
        _ = try await workspace.commit([], message: message)
        #expect(try await git("log", "-1", "--format=%(trailers)") == "Task: mine Lease: 9\n\n")
    }

    @Test(arguments: ["../x", "/etc/x", "a/../x", "", ".", "a//b", ".git/hooks/x", ".fivegate/ledger.sqlite", ".GIT/x"])
    func `A path that leaves the workspace or enters its record is refused`(_ path: String) async throws {
        await #expect(throws: WorkspaceError.self) { try await workspace.write([FileChange(path: path, text: "x")]) }
    }

    @Test func `A symbolic link is not followed`() async throws {
        let outside = try Folder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: outside.path)
        await #expect(throws: WorkspaceError.self) {
            try await workspace.write([FileChange(path: "link/x", text: "x")])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }

    @Test func `Hooks and settings of a person do not interfere`() async throws {
        let hook = folder.path + "/.git/hooks/pre-commit"
        try FileManager.default.createDirectory(atPath: folder.path + "/.git/hooks", withIntermediateDirectories: true)
        try Data("#!/bin/sh\nexit 1\n".utf8).write(to: URL(filePath: hook))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
        _ = try await git("config", "commit.gpgsign", "true")
        _ = try await commit([FileChange(path: "a", text: "1")])
    }
}
