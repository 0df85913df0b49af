import Foundation
import Glibc
import Ledger
import Processes
import Workflow

/// A short real run (engine, ledger, git, programs) that tests kill at the moments they choose.
///
///     EngineProbe WORKSPACE [before K | after K | hang]
///
/// Goes on with the workspace's run if there is one. `before` and `after` end the process with SIGKILL at the K-th
/// journal write; `hang` lets one task wait for a program that never ends.
@main struct EngineProbe {
    static func main() async {
        do {
            let state = try await run(Array(CommandLine.arguments.dropFirst()))
            exit(state.status == .finished ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(error is Interrupted ? 75 : 70)
        }
    }

    private static func run(_ arguments: [String]) async throws -> RunState {
        let path = arguments[0]
        let folder = URL(filePath: path).appending(path: ".fivegate")
        let lock = try WorkspaceLock(folder: folder)
        defer { withExtendedLifetime(lock) {} }
        let ledger = try Ledger(folder: folder)
        try await ledger.endLeftovers()
        let supervisor = Supervisor(record: ledger.record)
        let workspace = try await GitWorkspace.create(at: path, supervisor: supervisor)
        let store = KillingStore(ledger: ledger, arguments: Array(arguments.dropFirst()))
        let agent = ProbeAgent(supervisor: supervisor, hangs: arguments.last == "hang")
        let engine = Engine(
            workflow: workflow, store: store, workspace: workspace, agents: { _ in agent },
            instruments: ["tree": TreeInstrument(supervisor: supervisor)],
            options: EngineOptions(holder: "probe:\(getpid())", items: { _, _ in ["Item.get"] }))
        let isNew = try ledger.entries().isEmpty
        return try await interruptible(stopping: supervisor) {
            if isNew { return try await engine.start(run: UUID().uuidString, api: "probe", brief: "b") }
            return try await engine.resume()
        }
    }

    /// Two tasks of which one needs the other, then two for an item; each phase with a gate that runs a program.
    private static let workflow = Workflow(phases: [
        Phase(
            number: 1, id: "plan", title: "Plan", topology: .mesh,
            tasks: [
                TaskDefinition(id: "a", role: .productManager, produces: ["A"]),
                TaskDefinition(id: "b", role: .systemArchitect, needs: ["A"], produces: ["B"]),
            ], gate: [criterion("plan")]),
        Phase(
            number: 2, id: "code", title: "Code", topology: .hierarchical,
            tasks: [
                TaskDefinition(id: "red", role: .tester, produces: ["tests"], exclusive: .build, forEach: "endpoint"),
                TaskDefinition(
                    id: "green", role: .backendDeveloper, needs: ["tests"], produces: ["code"], forEach: "endpoint"),
            ], gate: [criterion("code")]),
    ])

    private static func criterion(_ phase: String) -> Criterion {
        Criterion(
            id: "\(phase).clean", text: "nothing is uncommitted", instrument: "tree", comparison: .equal, threshold: 0,
            unit: "files", evidence: "git status", owner: phase)
    }
}

/// Ends the process at one of its journal writes.
struct KillingStore: RunStore {
    let ledger: Ledger
    let counter = Counter()
    let before: Int?
    let after: Int?

    init(ledger: Ledger, arguments: [String]) {
        self.ledger = ledger
        let number = arguments.dropFirst().first.flatMap { Int($0) }
        before = arguments.first == "before" ? number : nil
        after = arguments.first == "after" ? number : nil
    }

    func append(_ event: Event, at time: Int64, after head: String, storing items: [MemoryItem]) throws -> JournalEntry
    {
        let write = counter.next()
        if write == before { kill(getpid(), SIGKILL) }
        let entry = try ledger.append(event, at: time, after: head, storing: items)
        if write == after { kill(getpid(), SIGKILL) }
        return entry
    }

    func entries() throws -> [JournalEntry] { try ledger.entries() }
    func store(_ item: MemoryItem) throws -> MemoryVersion { try ledger.store(item) }
    func versions(matching glob: String) throws -> [MemoryVersion] { try ledger.versions(matching: glob) }
    func content(of key: String, hash: String) throws -> Data? { try ledger.content(of: key, hash: hash) }
    func storeEvidence(_ data: Data) throws -> String { try ledger.storeEvidence(data) }
    func evidence(_ hash: String) throws -> Data? { try ledger.evidence(hash) }
}
