import Foundation
import Synchronization
import Workflow

/// A run store that forgets with the process. It passes the same suite as the ledger.
public final class InMemoryStore: RunStore {
    private struct Content {
        var entries: [JournalEntry] = []
        var memory: [String: [MemoryItem]] = [:]
        var evidence: [String: Data] = [:]
    }

    private let content = Mutex(Content())
    /// Called before each append; throws what the append shall throw.
    private let beforeAppend: @Sendable (Event) throws -> Void

    public init(beforeAppend: @escaping @Sendable (Event) throws -> Void = { _ in }) {
        self.beforeAppend = beforeAppend
    }

    public func entries() throws -> [JournalEntry] { content.withLock { $0.entries } }

    public func append(
        _ event: Event, at time: Int64, after head: String, storing items: [MemoryItem]
    ) throws -> JournalEntry {
        try beforeAppend(event)
        return try content.withLock { content in
            let last = content.entries.last
            guard head == last?.hash ?? JournalEntry.origin else { throw JournalError.conflict }
            let entry = JournalEntry(event, at: time, after: last.map { ($0.sequence, $0.hash) })
            content.entries.append(entry)
            for item in items { Self.store(item, in: &content) }
            return entry
        }
    }

    public func store(_ item: MemoryItem) throws -> MemoryVersion {
        content.withLock { Self.store(item, in: &$0) }
    }

    public func versions(matching glob: String) throws -> [MemoryVersion] {
        let glob = Glob(glob)
        return content.withLock { content in
            content.memory.keys.filter(glob.matches).sorted().flatMap { key in
                (content.memory[key] ?? []).enumerated().map { index, item in
                    MemoryVersion(key: key, version: index + 1, hash: item.hash, size: item.content.count)
                }
            }
        }
    }

    public func content(of key: String, hash: String) throws -> Data? {
        content.withLock { $0.memory[key]?.last { $0.hash == hash }?.content }
    }

    public func storeEvidence(_ data: Data) throws -> String {
        let hash = SHA256Digest.of(data)
        content.withLock { $0.evidence[hash] = data }
        return hash
    }

    public func evidence(_ hash: String) throws -> Data? { content.withLock { $0.evidence[hash] } }

    @discardableResult private static func store(_ item: MemoryItem, in content: inout Content) -> MemoryVersion {
        if content.memory[item.key]?.last?.hash != item.hash { content.memory[item.key, default: []].append(item) }
        let version = content.memory[item.key]?.count ?? 0
        return MemoryVersion(key: item.key, version: version, hash: item.hash, size: item.content.count)
    }
}
