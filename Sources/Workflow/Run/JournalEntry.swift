import Foundation

/// One link of the journal: an event, sealed by a hash over itself and the link before it.
public struct JournalEntry: Sendable, Hashable, Codable {
    /// Counted from 1.
    public var sequence: Int
    /// Milliseconds since 1970.
    public var time: Int64
    public var kind: String
    /// The event as canonical JSON.
    public var payload: String
    /// The previous entry's hash; 64 zeros before the first.
    public var previous: String
    /// SHA-256 over the other five, one a line.
    public var hash: String

    public init(sequence: Int, time: Int64, kind: String, payload: String, previous: String, hash: String) {
        self.sequence = sequence
        self.time = time
        self.kind = kind
        self.payload = payload
        self.previous = previous
        self.hash = hash
    }

    /// The hash before the first entry.
    public static let origin = String(repeating: "0", count: 64)

    /// The next link.
    public init(_ event: Event, at time: Int64, after last: (sequence: Int, hash: String)?) {
        sequence = (last?.sequence ?? 0) + 1
        self.time = time
        kind = event.kind
        payload = String(decoding: CanonicalJSON.encode(event), as: UTF8.self)
        previous = last?.hash ?? Self.origin
        hash = ""
        hash = seal
    }

    /// The event.
    /// - Throws: `JournalError.broken` when it is not one.
    public func event() throws(JournalError) -> Event {
        guard let event = try? CanonicalJSON.decode(Event.self, from: Data(payload.utf8)), event.kind == kind else {
            throw .broken(sequence: sequence, reason: "it holds no event that this version knows")
        }
        return event
    }

    /// What the hash must be. No part but the last can hold a line break.
    var seal: String {
        SHA256Digest.of(Data("\(sequence)\n\(time)\n\(kind)\n\(previous)\n\(payload)".utf8))
    }

    /// Checks the chain from its first entry.
    /// - Throws: `JournalError.broken` at the first entry that does not follow from the one before it.
    public static func verify(_ entries: some Sequence<JournalEntry>) throws(JournalError) {
        var last = (sequence: 0, hash: origin)
        for entry in entries {
            guard entry.sequence == last.sequence + 1 else {
                throw .broken(sequence: last.sequence + 1, reason: "the entry is missing")
            }
            guard entry.previous == last.hash else {
                throw .broken(sequence: entry.sequence, reason: "it does not follow from the entry before it")
            }
            guard entry.hash == entry.seal else {
                throw .broken(sequence: entry.sequence, reason: "its content was changed after it was written")
            }
            last = (entry.sequence, entry.hash)
        }
    }
}

/// What is wrong with a journal.
public enum JournalError: Error, Hashable, CustomStringConvertible {
    /// The chain is broken at this entry.
    case broken(sequence: Int, reason: String)
    /// Another process has written since this one last read.
    case conflict
    /// The rest of the record is not what the journal says, each in a sentence.
    case disagrees([String])
    /// The system refused the write; nothing was written.
    case notWritten(reason: String)

    public var description: String {
        switch self {
        case .broken(let sequence, let reason): "the journal is broken at entry \(sequence): \(reason)"
        case .disagrees(let findings):
            "the record was changed after it was written, so it proves nothing any more: "
                + findings.prefix(5).joined(separator: "; ")
                + ". Put it back as it was, or begin again in an empty folder with: fivegate run BRIEF -o DIR"
        case .conflict: "another process has written to this journal meanwhile"
        case .notWritten(let reason): "the journal could not be written: \(reason)"
        }
    }
}
