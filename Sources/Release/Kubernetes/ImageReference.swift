/// An image that has a version: `registry.example.org/users@sha256:…`, `registry.example.org/users:1.4`.
public struct ImageReference: Sendable, Hashable {
    public let text: String
    /// The first 12 digits of the digest, or the tag.
    public let version: Version

    /// - Throws: `release/image` when it names no version, as `users` and `users:latest`.
    public init(_ text: String) throws(ReleaseError) {
        guard let name = Self.version(of: text), name != "latest" else {
            throw ReleaseError(
                "image", "the image \(text) names no version",
                next: "name it by its digest, IMAGE@sha256:DIGITS, or by a tag that never moves", exitStatus: 64)
        }
        self.text = text
        version = Version(content: name)
    }

    /// Nil: it has neither a digest nor a tag. The grammar is that of the OCI distribution specification.
    static func version(of image: String) -> String? {
        if let digest = image.wholeMatch(of: /[a-zA-Z0-9][^\s@]*@sha256:([0-9a-f]{64})/)?.1 {
            return String(digest.prefix(12))
        }
        return image.wholeMatch(of: /[a-zA-Z0-9][^\s@]*:([A-Za-z0-9_][A-Za-z0-9_.\-]{0,127})/).map { String($0.1) }
    }
}
