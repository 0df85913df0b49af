import Foundation
import GRDB
import Processes
import Testing
import Workflow
import WorkflowDoubles

@testable import Ledger

@Suite struct LedgerTests {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try Ledger(folder: folder.url)
    }

    private let started = Event.runStarted(run: "r", api: "users", brief: "b", workflow: "w", phases: [])

    @Test(arguments: RunStoreConformance.all.indices)
    func `The ledger does what every run store must do`(_ index: Int) throws {
        try RunStoreConformance.all[index].check(ledger)
    }

    @Test func `It is kept in WAL mode with every commit flushed`() throws {
        let (mode, synchronous) = try ledger.database.read { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(synchronous == 2)
    }

    @Test func `What was appended is there when it is opened again`() throws {
        try ledger.append(started, at: 1, after: JournalEntry.origin, storing: [])
        #expect(try Ledger(folder: folder.url).entries() == ledger.entries())
    }

    @Test(arguments: [
        "UPDATE journal SET payload = replace(payload, 'gone', 'here') WHERE sequence = 2",
        "UPDATE journal SET time = time + 1 WHERE sequence = 2",
        "UPDATE journal SET kind = 'runFinished' WHERE sequence = 2",
        "DELETE FROM journal WHERE sequence = 2",
        "DELETE FROM journal WHERE sequence = 1",
        "UPDATE journal SET hash = 'x' WHERE sequence = 2",
    ])
    func `A journal that was changed afterwards is noticed`(_ change: String) throws {
        var head = JournalEntry.origin
        let events = [started, .phaseReopened(phase: "gone", because: "x"), .runResumed, .runFinished]
        for event in events { head = try ledger.append(event, at: 1, after: head, storing: []).hash }
        try JournalEntry.verify(ledger.entries())
        try ledger.database.write { try $0.execute(sql: change) }
        let error = #expect(throws: JournalError.self) { try JournalEntry.verify(ledger.entries()) }
        #expect(error?.description.hasPrefix("the journal is broken at entry") == true)
    }

    @Test func `A full disk is a clear error; nothing is lost and it goes on afterwards`() throws {
        let head = try ledger.append(started, at: 1, after: JournalEntry.origin, storing: []).hash
        let pages = try ledger.database.write { database in
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(count)")
            return count
        }
        let large = MemoryItem(key: "k", content: Data(count: 1 << 20))
        #expect(throws: JournalError.notWritten(reason: "the disk is full; free some space and run: fivegate resume")) {
            try ledger.append(.runResumed, at: 2, after: head, storing: [large])
        }
        #expect(try ledger.entries().count == 1)
        #expect(try ledger.versions(matching: "**").isEmpty)
        try ledger.database.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)") }
        try ledger.append(.runResumed, at: 2, after: head, storing: [large])
        try JournalEntry.verify(ledger.entries())
    }

    @Test func `Evidence that was changed afterwards is noticed`() throws {
        let hash = try ledger.storeEvidence(Data("figure".utf8))
        try Data("better".utf8).write(to: folder.url.appending(path: "evidence/\(hash)"))
        #expect(throws: EvidenceError(hash: hash)) { try ledger.evidence(hash) }
    }

    @Test func `A file that is no ledger is an error that names the folder`() throws {
        let other = try Folder()
        try Data("not a database, but long enough to be looked at".utf8)
            .write(to: other.url.appending(path: "ledger.sqlite"))
        let error = #expect(throws: LedgerError.self) { try Ledger(folder: other.url) }
        #expect(error?.folder == other.path)
    }

    @Test(arguments: ["DROP TABLE journal", "ALTER TABLE memory DROP COLUMN content"])
    func `A ledger whose tables were edited by hand is refused`(_ edit: String) throws {
        let other = try Folder()
        _ = try Ledger(folder: other.url)
        try DatabaseQueue(path: other.url.appending(path: "ledger.sqlite").path).write { try $0.execute(sql: edit) }
        let error = #expect(throws: LedgerError.self) { try Ledger(folder: other.url) }
        #expect(error?.folder == other.path)
    }

    @Test func `Children are remembered until they end, and leftovers are ended`() async throws {
        let supervisor = Supervisor(record: ledger.record)
        let child = try await supervisor.start(Command("sleep", ["1000"]))
        #expect(try await Ledger(folder: folder.url).endLeftovers() == [child.identity])
        _ = try await child.wait()
        #expect(try await ledger.endLeftovers().isEmpty)
    }

    @Test func `A workspace is locked to one process`() throws {
        let lock = try WorkspaceLock(folder: folder.url)
        #expect(throws: WorkspaceBusy(folder: folder.path, holder: "\(ProcessInfo.processInfo.processIdentifier)")) {
            try WorkspaceLock(folder: folder.url)
        }
        withExtendedLifetime(lock) {}
    }
}
