import Foundation
import GRDB
import Processes
import Testing
import Workflow
import WorkflowDoubles

@testable import Ledger

@Suite struct ReplayTests {
    let folder: Folder
    let ledger: Ledger
    let workspace: GitWorkspace
    let supervisor = Supervisor()
    let engine: Engine

    /// A finished run of one task with evidence, and its gate.
    init() async throws {
        folder = try Folder()
        let ledger = try Ledger(folder: folder.url.appending(path: ".fivegate"))
        workspace = try await GitWorkspace.create(at: folder.path, supervisor: supervisor)
        self.ledger = ledger
        let criterion = Criterion(
            id: "p.good", text: "", instrument: "i", comparison: .equal, threshold: 1, unit: "", evidence: "",
            owner: "p")
        let workflow = Workflow(phases: [
            Phase(
                number: 1, id: "p", title: "P", topology: .mesh,
                tasks: [TaskDefinition(id: "a", role: .tester, produces: ["A"])], gate: [criterion])
        ])
        engine = Engine(
            workflow: workflow, store: ledger, workspace: workspace, agents: { _ in ScriptedAgent() },
            instruments: [
                "i": ScriptedInstrument { _ in
                    let output = try ledger.storeEvidence(Data("figure 1".utf8))
                    return Figure(1, evidence: [Evidence(argv: ["x"], tool: "x", exitStatus: 0, output: output)])
                }
            ], options: EngineOptions(holder: "test"))
        let state = try await engine.start(run: "r", api: "users", brief: "b")
        #expect(state.status == .finished)
    }

    private func sql(_ statement: String) throws { try ledger.database.write { try $0.execute(sql: statement) } }

    private func git(_ arguments: String...) async throws {
        _ = try await supervisor.run(
            Command("git", ["-c", "user.name=x", "-c", "user.email=x@y"] + arguments, directory: folder.path)
        ).successful()
    }

    private func findings() async throws -> [String] { try await Replay.run(ledger, workspace).findings }

    @Test func `A record that nobody touched agrees with itself`() async throws {
        let replay = try await Replay.run(ledger, workspace)
        #expect(replay.findings.isEmpty)
        #expect(replay.state?.status == .finished && replay.entries == 10)
    }

    @Test func `A journal that was cut off is noticed by the commits`() async throws {
        try sql("DELETE FROM journal WHERE sequence > 3")
        try JournalEntry.verify(ledger.entries())
        #expect(try await findings().first?.hasSuffix("names a journal entry that is not there any more") == true)
    }

    @Test func `A run whose record was changed is not gone on with`() async throws {
        try sql("DELETE FROM journal WHERE sequence > 3")
        await #expect(throws: JournalError.self) { try await engine.resume() }
        #expect(try ledger.entries().count == 3)
    }

    @Test func `A verdict that was cut off is noticed by the commit of its gate`() async throws {
        try sql("DELETE FROM journal WHERE sequence > 7")
        #expect(try await findings().first?.hasSuffix("names a journal entry that is not there any more") == true)
    }

    @Test func `A commit that was rewritten is noticed`() async throws {
        try await git("reset", "--quiet", "--hard", "HEAD~1")
        try await git("commit", "--amend", "--allow-empty", "--quiet", "-m", "Mine now")
        #expect(try await findings().contains { $0.hasSuffix("of p.a is not in the history as it was made") })
    }

    @Test func `A deliverable that was changed or removed is noticed`() async throws {
        try sql("UPDATE memory SET content = x'00'")
        #expect(
            try await findings() == [
                "the deliverable api-development/users/phase-1/tester/A was changed after it was handed over"
            ])
        try sql("DELETE FROM memory")
        #expect(try await findings() == ["the deliverable api-development/users/phase-1/tester/A is not in the memory"])
    }

    @Test func `Evidence that was changed or removed is noticed`() async throws {
        let hash = SHA256Digest.of(Data("figure 1".utf8))
        let file = ledger.evidenceFolder.appending(path: hash)
        try Data("figure 2".utf8).write(to: file)
        #expect(try await findings() == ["the evidence \(hash) was changed after it was recorded"])
        try FileManager.default.removeItem(at: file)
        #expect(try await findings() == ["the evidence \(hash) is not there any more"])
    }

    @Test func `The memory can be exported as files`() async throws {
        let target = try Folder()
        let files = try ledger.export(matching: "**", to: target.url)
        #expect(files == ["api-development/users/phase-1/tester/A"])
        #expect(try String(contentsOf: target.url.appending(path: files[0]), encoding: .utf8) == "p.a A")
        try ledger.store(MemoryItem(key: "../outside", content: Data()))
        #expect(throws: WorkspaceError.self) { try ledger.export(matching: "**", to: target.url) }
    }
}
