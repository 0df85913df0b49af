/// A build of the service that can be released: what identifies it is what was built, not a name that someone gave it.
public struct Version: Sendable, Hashable, Codable {
    /// The git commit that it was built from.
    public var commit: String
    /// SHA-256 of the executable, in hexadecimal.
    public var digest: String

    public init(commit: String, digest: String) {
        self.commit = commit
        self.digest = digest
    }
}
