import Foundation
import Synchronization
import Workflow

/// A workspace whose files and commits are values.
public final class InMemoryWorkspace: Workspace {
    private struct Content {
        var files: [String: Data] = [:]
        var committed: [String: Data] = [:]
        var log: [(commit: Commit, message: CommitMessage)] = []
    }

    public let path = "/workspace"
    private let content = Mutex(Content())

    public init() {}

    /// What lies in the workspace.
    public var files: [String: Data] { content.withLock { $0.files } }
    /// The messages of all commits, oldest first.
    public var messages: [CommitMessage] { content.withLock { $0.log.map(\.message) } }

    /// The values of one trailer over all commits.
    public func trailers(_ name: String) -> [String] {
        messages.flatMap { $0.trailers.filter { $0.name == name }.map(\.value) }
    }

    public func write(_ files: [FileChange]) async throws {
        content.withLock { content in
            for file in files { content.files[file.path] = file.content }
        }
    }

    public func restore(_ paths: [String]) async throws {
        content.withLock { content in
            for path in paths { content.files[path] = content.committed[path] }
        }
    }

    public func commit(_ paths: [String], message: CommitMessage) async throws -> Commit {
        content.withLock { content in
            for path in paths { content.committed[path] = content.files[path] }
            let commit = Commit(id: "commit\(content.log.count + 1)", tree: Self.contents(content.committed).tree)
            content.log.append((commit, message))
            return commit
        }
    }

    public func contents() async throws -> WorkspaceContents { content.withLock { Self.contents($0.files) } }

    private static func contents(_ files: [String: Data]) -> WorkspaceContents {
        let ids = files.mapValues { SHA256Digest.of($0) }
        let lines = ids.map { "\($0.key) \($0.value)\n" }.sorted()
        return WorkspaceContents(tree: SHA256Digest.of(Data(lines.joined().utf8)), files: ids)
    }

    public func history() async throws -> [RecordedCommit] {
        content.withLock { content in
            content.log.reversed().map { RecordedCommit(commit: $0.commit, trailers: $0.message.trailers) }
        }
    }
}
