import Foundation
import Testing
import Workflow

/// What every run store must do. Each implementation's tests call every function with a fresh, empty store.
public enum RunStoreConformance {
    private static let started = Event.runStarted(run: "r", api: "users", brief: "b", workflow: "w", phases: [])

    /// Appends and answers the hash to append after.
    @discardableResult private static func append(
        _ store: some RunStore, _ event: Event, after head: String = JournalEntry.origin, _ items: [MemoryItem] = []
    ) throws -> String {
        try store.append(event, at: 1_000, after: head, storing: items).hash
    }

    public static func entriesComeBackInOrderAndChained(_ store: some RunStore) throws {
        let first = try append(store, started)
        let second = try append(store, .runResumed, after: first)
        let entries = try store.entries()
        #expect(entries.map(\.sequence) == [1, 2])
        #expect(entries.map(\.hash) == [first, second])
        #expect(try entries.map { try $0.event() } == [started, .runResumed])
        try JournalEntry.verify(entries)
    }

    public static func aWriterThatMissedAnEntryIsRefused(_ store: some RunStore) throws {
        let first = try append(store, started)
        try append(store, .runResumed, after: first)
        #expect(throws: JournalError.conflict) { try append(store, .runFinished, after: first) }
        #expect(try store.entries().count == 2)
    }

    public static func deliverablesAreStoredWithTheirEntryOrNotAtAll(_ store: some RunStore) throws {
        let item = MemoryItem(key: "api-development/users/phase-1/tester/plan", content: Data("a".utf8))
        #expect(throws: JournalError.conflict) { try append(store, started, after: "elsewhere", [item]) }
        #expect(try store.versions(matching: "**").isEmpty)
        try append(store, started, [item])
        #expect(try store.content(of: item.key, hash: item.hash) == item.content)
    }

    public static func versionsCountUpOnlyWhenTheContentChanges(_ store: some RunStore) throws {
        let key = "api-development/users/phase-1/tester/plan"
        let versions = try ["a", "a", "b", "a"].map {
            try store.store(MemoryItem(key: key, content: Data($0.utf8))).version
        }
        #expect(versions == [1, 1, 2, 3])
        #expect(try store.versions(matching: key).map(\.version) == [1, 2, 3])
    }

    public static func globsSelectKeys(_ store: some RunStore) throws {
        let keys = ["x/phase-1/tester/plan", "x/phase-1/tester/plan:A.b", "x/phase-2/tester/plan", "y/plan"]
        for key in keys { try store.store(MemoryItem(key: key, content: Data())) }
        func found(_ glob: String) throws -> [String] { try store.versions(matching: glob).map(\.key) }
        #expect(try found("x/*/tester/plan") == [keys[0], keys[2]])
        #expect(try found("x/phase-1/**") == [keys[0], keys[1]])
        #expect(try found("x/phase-?/tester/plan*") == [keys[0], keys[1], keys[2]])
        #expect(try found("*") == [])
        #expect(try found("**") == keys)
    }

    public static func evidenceIsFoundByItsHash(_ store: some RunStore) throws {
        let hash = try store.storeEvidence(Data("hello".utf8))
        #expect(hash == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(try store.storeEvidence(Data("hello".utf8)) == hash)
        #expect(try store.evidence(hash) == Data("hello".utf8))
        #expect(try store.evidence(String(repeating: "0", count: 64)) == nil)
        #expect(try store.evidence("../ledger.sqlite") == nil)
    }

    /// All of the above, for a parameterised test.
    public static let all: [(name: String, check: @Sendable (any RunStore) throws -> Void)] = [
        ("entries come back in order and chained", { try entriesComeBackInOrderAndChained($0) }),
        ("a writer that missed an entry is refused", { try aWriterThatMissedAnEntryIsRefused($0) }),
        (
            "deliverables are stored with their entry or not at all",
            { try deliverablesAreStoredWithTheirEntryOrNotAtAll($0) }
        ),
        ("versions count up only when the content changes", { try versionsCountUpOnlyWhenTheContentChanges($0) }),
        ("globs select keys", { try globsSelectKeys($0) }),
        ("evidence is found by its hash", { try evidenceIsFoundByItsHash($0) }),
    ]
}
