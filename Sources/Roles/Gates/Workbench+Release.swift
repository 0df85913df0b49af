import Foundation
import Proving
import Release
import Workflow

/// What is measured of a release: on staging, at the front door, and in what is handed over.
extension Workbench {
    var release: [String: Read] {
        let bench = self
        return [
            "release.blockers": { subject in
                let decision = try GoNoGo(subject.state, before: "release", workspace: subject.workspace)
                return .counting(decision.lines.dropFirst().map { String($0) }, "blockers")
            },
            "staging.suite": { try await bench.stagedSuite(of: $0.workspace, step: $0.step) },
            "staging.persistence": { try await bench.stagedPersistence(of: $0.workspace, step: $0.step) },
            "rollout.failed-requests": { try await bench.rehearsal(of: $0.workspace, step: $0.step).reading },
            "door.version": { try await bench.versionAtTheDoor(of: $0.workspace, step: $0.step) },
            "watch.samples": { try await bench.samples(of: $0.workspace) },
            "alerts.findings": { try await AlertRules(bench.toolbox).read($0.workspace + "/deploy/monitoring") },
            "manifests.findings": { try await Manifests(bench.toolbox).read($0.workspace + "/deploy/kubernetes") },
            "documents.served": { try await bench.servedDocuments(of: $0.workspace) },
            "handover.findings": { HandoverPage.read($0.workspace) },
        ]
    }

    func localRelease(of workspace: String) throws -> LocalRelease {
        try LocalRelease(workspace: workspace, port: options.port)
    }

    /// The version that the workspace's code makes, kept beside those that serve.
    func version(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Version {
        let server = try await builds.releaseServer(of: workspace, step: step)
        return try await localRelease(of: workspace).add(server: server, package: workspace)
    }

    /// The scenarios of the test plan on what will be rolled out: its own copy, away from the workspace.
    func stagedSuite(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Reading {
        try await measurements.value("staging", of: workspace) {
            try await onStaging(of: workspace, step: step) { stage in
                try await Scenarios.play(on: stage) { step("played \($0) of \($1) scenarios") }.reading
            }
        }
    }

    /// What was written there and is lost by a restart.
    func stagedPersistence(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Reading {
        try await measurements.value("persistence", of: workspace) {
            try await onStaging(of: workspace, step: step) { stage in
                step("ending and starting servers")
                return try await Persistence.read(on: stage)
            }
        }
    }

    private func onStaging<Value: Sendable>(
        of workspace: String, step: @escaping @Sendable (String) -> Void,
        _ body: (ScenarioStage) async throws -> Value
    ) async throws -> Value {
        let version = try await version(of: workspace, step: step)
        let folder = try localRelease(of: workspace).folder(of: version)
        let stage = try await ScenarioStage(
            server: folder + "/Server", workspace: folder, blueprint: project.blueprint, toolbox: toolbox)
        defer { stage.close() }
        return try await body(stage)
    }

    /// Rollout and rollback under load, on staging.
    func rehearsal(
        of workspace: String, step: @escaping @Sendable (String) -> Void
    ) async throws -> Rehearsal.Report {
        try await measurements.value("rehearsal", of: workspace) {
            try await Rehearsal(bench: self, workspace: workspace).report(step: step)
        }
    }

    /// Whether the door answers with what the workspace's code makes: 1 or 0.
    func versionAtTheDoor(
        of workspace: String, step: @escaping @Sendable (String) -> Void
    ) async throws -> Reading {
        let unit = "versions"
        let release = try localRelease(of: workspace)
        let built = try await builds.releaseServer(of: workspace, step: step)
        let answered = try await release.target.versionAtTheDoor()
        guard let live = try release.store.load().live else { return Reading(0, unit, findings: ["nothing serves"]) }
        guard answered == live.version.description else {
            return Reading(0, unit, findings: ["the door answers with \(answered) instead of \(live.version)"])
        }
        let isSame = FileManager.default.contentsEqual(
            atPath: built, andPath: release.folder(of: live.version) + "/Server")
        return Reading(
            isSame ? 1 : 0, unit,
            findings: isSame ? [] : ["version \(answered), which serves, is not what the workspace's code makes"],
            notes: ["version \(answered) at http://127.0.0.1:\(release.door)"])
    }

    /// Samples that the supervisor takes while it is watched for some seconds.
    func samples(of workspace: String) async throws -> Reading {
        let unit = "samples"
        let release = try localRelease(of: workspace)
        guard try await release.status().watcherRunning else {
            return Reading(0, unit, findings: ["no supervisor runs; start it with: fivegate release watch"])
        }
        let begun = Int64(Date().timeIntervalSince1970)
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let taken = Watcher.samples(in: release.store, since: begun)
            if taken > 0 { return Reading(Double(taken), unit) }
            // The file is written by another process, which announces nothing.
            try await Task.sleep(for: .milliseconds(200))
        }
        return Reading(0, unit, findings: ["the supervisor has taken no sample for 20 seconds; see watch.log"])
    }

    /// Pages that the front door does not serve as they are.
    func servedDocuments(of workspace: String) async throws -> Reading {
        let door = try localRelease(of: workspace).door
        return try await ServedDocuments.read(workspace, at: HTTPClient(base: "http://127.0.0.1:\(door)"))
    }
}

extension GoNoGo {
    /// Computed from the criteria of the standard workflow's phases before one.
    init(_ state: RunState, before phase: String, workspace: String) throws {
        let workflow = try Workflow.load(Workflow.standardText, instruments: nil)
        let earlier = workflow.phases.prefix { $0.id != phase }.map(\.id)
        self.init(state.gates(of: workflow).filter { earlier.contains($0.phase) }, workspace: workspace)
    }
}
