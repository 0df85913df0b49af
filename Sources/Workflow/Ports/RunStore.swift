import Foundation

/// The durable record of a workspace's runs: journal, memory and evidence. One transaction a call.
public protocol RunStore: Sendable {
    /// All entries, oldest first, as they are; see `JournalEntry.verify`.
    func entries() throws -> [JournalEntry]

    /// Appends an event and stores the deliverables that belong to it, both or neither. Durable on return.
    /// - Parameter head: the hash of the last entry the caller knows.
    /// - Throws: `JournalError.conflict` when another process has written meanwhile, `.notWritten` when the system
    ///   refused.
    @discardableResult func append(_ event: Event, at time: Int64, after head: String, storing items: [MemoryItem])
        throws -> JournalEntry

    /// Stores a content under a key as a new version, unless the last version is the same.
    @discardableResult func store(_ item: MemoryItem) throws -> MemoryVersion

    /// The versions whose keys match a glob (`*` within a segment, `**` across segments, `?`), by key and version.
    func versions(matching glob: String) throws -> [MemoryVersion]

    /// A version's content; nil when there is no such key, or no content of that hash under it.
    func content(of key: String, hash: String) throws -> Data?

    /// Stores evidence and answers its SHA-256.
    func storeEvidence(_ data: Data) throws -> String

    /// The evidence with that SHA-256; nil when it is not there.
    /// - Throws: `EvidenceError` when it is there but is not what was stored.
    func evidence(_ hash: String) throws -> Data?
}

/// Something to keep in the memory.
public struct MemoryItem: Sendable, Hashable {
    /// `api-development/{api}/phase-{n}/{role}/{deliverable}`.
    public var key: String
    public var content: Data

    public init(key: String, content: Data) {
        self.key = key
        self.content = content
    }

    public var hash: String { SHA256Digest.of(content) }
}

/// A version of a key in the memory.
public struct MemoryVersion: Sendable, Hashable, Codable {
    public var key: String
    /// Counted from 1.
    public var version: Int
    /// SHA-256 of the content.
    public var hash: String
    /// Bytes.
    public var size: Int

    public init(key: String, version: Int, hash: String, size: Int) {
        self.key = key
        self.version = version
        self.hash = hash
        self.size = size
    }
}

/// A piece of evidence is not what was stored.
public struct EvidenceError: Error, Hashable, CustomStringConvertible {
    public var hash: String

    public init(hash: String) { self.hash = hash }
    public var description: String { "the evidence \(hash) was changed after it was recorded" }
}

/// Only the deliverables that a task may read.
public struct DeliverableReader: Sendable {
    private let references: [String: DeliverableReference]
    private let store: any RunStore

    init(_ names: Set<String>, of state: RunState, in store: any RunStore) {
        references = state.deliverables.filter { names.contains($0.key) }
        self.store = store
    }

    /// The names of what may be read.
    public var names: [String] { references.keys.sorted() }

    /// A deliverable's content.
    /// - Throws: `TaskFailure` when the topology does not grant it, or nobody has made it.
    public func content(of name: String) throws -> Data {
        guard let reference = references[name], let data = try store.content(of: reference.key, hash: reference.hash)
        else { throw TaskFailure("the deliverable \(name) cannot be read here") }
        guard SHA256Digest.of(data) == reference.hash else {
            throw TaskFailure("the deliverable \(name) was changed after it was handed over")
        }
        return data
    }
}
