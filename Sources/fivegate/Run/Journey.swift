import Blueprint
import Brief
import Foundation
import Ledger
import Processes
import Release
import Roles
import Workflow

/// A run wired together: ledger, workspace, roles, instruments, engine.
struct Journey {
    var project: Project
    var workspace: WorkspaceFolder
    /// The phase after whose gate to stop.
    var stopAfter: String?
    /// Approvals are given by `--yes`.
    var approves = false
    /// The front door's port.
    var port: Int?

    enum Start {
        case anew
        /// Goes on; from this phase on everything again.
        case resume(from: String?)
    }

    /// - Returns: the last state, and the time that was spent in child processes.
    /// - Throws: `MissingTool` and `ReleaseError` before anything is written; what the engine throws.
    func travel(_ start: Start) async throws -> (state: RunState, busy: Duration) {
        if stopAfter == nil || stopAfter == "release" { try LocalRelease.checkDoor(of: workspace.path, port: port) }
        for tool in [Tool("git", .debian("git")), Tool("swift", .swift)] { _ = try tool.locate() }
        try FileManager.default.createDirectory(
            at: workspace.record, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lock = try WorkspaceLock(folder: workspace.record)
        defer { withExtendedLifetime(lock) {} }
        let ledger = try workspace.ledger()
        try await ledger.endLeftovers()
        let supervisor = Supervisor(record: ledger.record)
        let state = try await interruptible(stopping: supervisor) {
            let engine = try await engine(ledger, supervisor)
            switch start {
            case .anew:
                return try await engine.start(
                    run: Self.newRunID(), api: project.blueprint.brief.api,
                    brief: SHA256Digest.of(Data(project.briefText.utf8)))
            case .resume(let phase): return try await engine.resume(from: phase)
            }
        }
        return (state, await supervisor.busy)
    }

    private func engine(_ ledger: Ledger, _ supervisor: Supervisor) async throws -> Engine {
        let approver = Approver(isGiven: approves)
        let bench = Workbench(
            project: project, supervisor: supervisor,
            options: .init(
                port: port, executable: ReleaseWiring.executable,
                approve: { await approver.ask(about: $0, digest: $1) }))
        let instruments = bench.instruments
        let printer = ProgressPrinter(total: project.blueprint.endpoints.count)
        let operations = project.blueprint.endpoints.map(\.id)
        return Engine(
            workflow: try Workflow.load(Workflow.standardText, instruments: Set(instruments.keys)), store: ledger,
            workspace: try await GitWorkspace.create(at: workspace.path, supervisor: supervisor),
            agents: { bench.agent(for: $0) }, instruments: instruments,
            options: EngineOptions(
                holder: "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier)",
                stopAfter: stopAfter, items: { _, _ in operations },
                approve: { await approver.ask(about: $0, digest: $1) },
                progress: { printer.show($0) }))
    }

    /// Sorts by time, unlike any other.
    private static func newRunID() -> String {
        let time = Date().formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: false).dateSeparator(.omitted).timeSeparator(
                .omitted))
        return "\(time)-\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
    }
}
