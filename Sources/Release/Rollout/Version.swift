/// What is released, named by what it is made of.
public struct Version: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The first 12 digits of the SHA-256 of the release binary and the files it reads.
    public var content: String
    /// The commit it was built from, 12 digits; nil outside a repository.
    public var commit: String?

    public init(content: String, commit: String? = nil) {
        self.content = content
        self.commit = commit
    }

    /// `0a1b2c3d4e5f-9f8e7d6c5b4a`: what an instance reports through the door.
    public var description: String { commit.map { "\(content)-\($0)" } ?? content }
}
