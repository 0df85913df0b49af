/// The service's folder and its git history.
public protocol Workspace: Sendable {
    /// The folder.
    var path: String { get }

    /// Writes files, each as a whole or not at all.
    /// - Throws: `WorkspaceError` for a path outside the workspace or through a symbolic link.
    func write(_ files: [FileChange]) async throws

    /// Puts files back as the last commit has them; removes those it does not have.
    func restore(_ paths: [String]) async throws

    /// Commits these files and nothing else that may lie there; an empty list makes an empty commit.
    func commit(_ paths: [String], message: CommitMessage) async throws -> Commit

    /// What lies there now, whether committed or not; what git ignores is left out.
    func contents() async throws -> WorkspaceContents

    /// The branch's commits, newest first.
    func history() async throws -> [RecordedCommit]
}

extension Workspace {
    /// The newest commit whose message has all of these trailers, if there is one.
    public func commit(with trailers: [CommitMessage.Trailer]) async throws -> Commit? {
        try await history().first { trailers.allSatisfy($0.trailers.contains) }?.commit
    }
}

/// What lies in a workspace.
public struct WorkspaceContents: Sendable, Hashable {
    /// The id that git gives it as a whole.
    public var tree: String
    /// The id of each file's content, by path.
    public var files: [String: String]

    public init(tree: String, files: [String: String]) {
        self.tree = tree
        self.files = files
    }
}

/// A commit and what its message says of where it comes from.
public struct RecordedCommit: Sendable, Hashable {
    public var commit: Commit
    public var trailers: [CommitMessage.Trailer]

    public init(commit: Commit, trailers: [CommitMessage.Trailer]) {
        self.commit = commit
        self.trailers = trailers
    }

    /// A trailer's value; nil when the message has no such trailer.
    public func trailer(_ name: String) -> String? { trailers.first { $0.name == name }?.value }
}

/// A path that may not be written, or a workspace that cannot be used.
public struct WorkspaceError: Error, Hashable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { "\(path): \(reason)" }
}

/// A commit message: a subject, and trailers that say where it comes from.
public struct CommitMessage: Sendable, Hashable {
    public struct Trailer: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var subject: String
    public var trailers: [Trailer]

    public init(subject: String, trailers: [Trailer]) {
        self.subject = subject
        self.trailers = trailers
    }

    /// As git reads it. Line breaks in a part would make new lines of it, so they become spaces.
    public var text: String {
        let lines = trailers.map { "\($0.name): \(Self.line($0.value))" }
        return ([Self.line(subject), ""] + lines).joined(separator: "\n") + "\n"
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
