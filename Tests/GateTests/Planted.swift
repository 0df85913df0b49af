import Brief
import Foundation
import Ledger
import Processes
import Proving
import Release
import Roles
import Source

@testable import Workflow

/// The one copy of a finished workspace into which faults are planted, one after the other. It lies beside the original,
/// always in the same place, so that a fault costs an incremental build.
actor Planted {
    /// What a gate said.
    struct Answer: Sendable {
        var criterion: Criterion
        var verdict: Verdict
        var value: Double?
        var note: String
    }

    /// Nil: `FIVEGATE_WORKSPACE` is not set; `make test` sets it after a run.
    static let shared = ProcessInfo.processInfo.environment["FIVEGATE_WORKSPACE"].map { path in
        Task { try await Planted(of: path) }
    }

    nonisolated let workspace: String
    nonisolated let project: Project
    nonisolated let workflow: Workflow
    private let supervisor = Supervisor()
    private let bench: Workbench
    private let executable: String
    private let door: Int
    private let ledger: Ledger
    private let recorded: RunState
    /// The run's state, in which a fault may be planted too.
    private(set) var state: RunState

    private init(of original: String) async throws {
        workspace = (original as NSString).standardizingPath + "-faults"
        try? FileManager.default.removeItem(atPath: workspace)
        try FileManager.default.copyItem(atPath: original, toPath: workspace)
        // What the original has released is not the copy's.
        try? FileManager.default.removeItem(atPath: workspace + "/.fivegate/release")
        let reading = BriefReader.read(path: workspace + "/brief.yaml")
        guard let brief = reading.brief else { throw TaskFailure("the workspace's brief cannot be read") }
        project = Project(briefText: reading.source.text, brief: brief)
        executable =
            URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "fivegate").path
        door = Int.random(in: 12_000..<19_000)
        // A fault shows at once, and makes the generator wait as well: measured briefly, and once.
        var options = Workbench.Options(port: door, executable: executable)
        options.loadSeconds = 6
        options.loadAttempts = 1
        bench = Workbench(project: project, supervisor: supervisor, options: options)
        ledger = try Ledger(folder: URL(filePath: workspace).appending(path: ".fivegate"))
        guard let state = try RunState.replay(try ledger.entries()) else { throw EngineError.noRun }
        self.state = state
        recorded = state
        workflow = try Workflow.load(Workflow.standardText, instruments: nil)
    }

    /// Everything as the run left it.
    func restore() async throws {
        state = recorded
        try await git("checkout", "--quiet", "--force", "gates-base")
        try await git("reset", "--quiet", "--hard", "gates-base")
        try await git("clean", "--quiet", "-d", "--force")
    }

    /// Has what lies there serve at a door of its own, and be watched, until `endRelease`.
    func release() async throws {
        let release = try LocalRelease(workspace: workspace, port: door)
        let server = try await ReleaseServer.path(of: workspace, supervisor)
        let version = try await release.add(server: server, package: workspace)
        let state = try await release.control().deploy(version, plan: RolloutPlan(dwell: 1, patience: 1))
        guard state.live?.version == version else { throw TaskFailure("not released: \(state.reason ?? "")") }
        try await release.watch(with: executable, workspace: workspace)
    }

    func endWatching() async throws { try await LocalRelease(workspace: workspace, port: door).endWatching() }

    func endRelease() async throws {
        guard FileManager.default.fileExists(atPath: workspace + "/.fivegate/release") else { return }
        try await LocalRelease(workspace: workspace, port: door).control().stop()
    }

    /// Marks what the run left, once.
    func mark() async throws { try await git("tag", "--force", "gates-base") }

    func commit(_ message: String) async throws {
        try await git("add", "--all")
        try await git("-c", "user.name=Gates", "-c", "user.email=gates@example.org", "commit", "--quiet", "-m", message)
    }

    func change(_ edit: @Sendable (inout RunState) -> Void) { edit(&state) }

    /// What one criterion's gate says now.
    func measure(_ id: String) async throws -> Answer {
        guard let criterion = workflow.phases.flatMap(\.gate).first(where: { $0.id == id }) else {
            throw TaskFailure("the workflow has no criterion \(id)")
        }
        guard let instrument = bench.instruments[criterion.instrument] else {
            throw TaskFailure("there is no instrument \(criterion.instrument)")
        }
        let subject = Subject(
            criterion: criterion, state: state, workspace: workspace,
            deliverables: DeliverableReader(Set(state.deliverables.keys), of: state, in: ledger), store: ledger,
            step: { _ in })
        let figure: Figure
        do { figure = try await instrument.measure(subject) } catch { figure = Figure(nil, note: "\(error)") }
        return Answer(
            criterion: criterion, verdict: criterion.verdict(on: figure.value), value: figure.value, note: figure.note)
    }

    private func git(_ arguments: String...) async throws {
        _ = try await supervisor.run(Command("git", arguments, directory: workspace, timeLimit: .seconds(60)))
            .successful()
    }
}

/// Edits of the copy's files.
extension Planted {
    nonisolated func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(workspace)/\(path)", encoding: .utf8)
    }

    nonisolated func write(_ text: String, to path: String) throws {
        try text.write(toFile: "\(workspace)/\(path)", atomically: true, encoding: .utf8)
    }

    /// - Throws: when the edit changes nothing: a fault that is not planted proves nothing.
    nonisolated func edit(_ path: String, _ change: (String) -> String) throws {
        let before = try text(path)
        let after = change(before)
        guard after != before else { throw TaskFailure("nothing in \(path) could be changed") }
        try write(after, to: path)
    }

    nonisolated func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(workspace)/\(path)")
    }

    /// The files below a folder, by path, that end so.
    nonisolated func files(in folder: String, suffix: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(workspace)/\(folder)")?.compactMap { $0 as? String } ?? []
        let found = names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
        guard !found.isEmpty else { throw TaskFailure("\(folder) has no \(suffix)") }
        return found
    }
}
