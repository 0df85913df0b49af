import Foundation
import Proving
import Release
import Workflow

extension DevopsEngineer {
    /// The suite, a restart and a rollout, each tried where nobody is hurt.
    func staging(_ assignment: Assignment) async throws -> TaskResult {
        let suite = try await bench.stagedSuite(of: assignment.workspace, step: assignment.step)
        let persistence = try await bench.stagedPersistence(of: assignment.workspace, step: assignment.step)
        let rehearsal = try await bench.rehearsal(of: assignment.workspace, step: assignment.step)
        let readings = [
            ("scenarios that pass", suite, 100.0), ("writes lost", persistence, 0),
            ("requests failed in the rehearsal", rehearsal.reading, 0),
        ]
        // Nothing goes to production that did not work here.
        let bad = readings.filter { $0.1.figure != $0.2 }.map { "\($0.0): \($0.1.report)" }
        guard bad.isEmpty else { throw TaskFailure("staging: \(bad.joined())") }
        return TaskResult(
            summary: "Try the release on staging",
            deliverables: [
                "staging-report": Data(readings.map { "\($0.0): \($0.1.report)" }.joined().utf8),
                "rehearsal-report": try JSONEncoder().encode(rehearsal),
            ])
    }

    /// The version behind the front door: alone the first time, beside the one before from then on.
    func rollout(_ assignment: Assignment) async throws -> TaskResult {
        let version = try await bench.version(of: assignment.workspace, step: assignment.step)
        let release = try bench.localRelease(of: assignment.workspace)
        let approval = try await approval(of: version, assignment)
        let state = try await release.control { assignment.step($0.stage.words) }.deploy(version, plan: RolloutPlan())
        guard state.stage == .serving, state.live?.version == version else {
            throw TaskFailure(
                "version \(version) was not brought in: \(state.stage.words): \(state.reason ?? "no reason given")")
        }
        try await release.watch(with: bench.options.executable, workspace: assignment.workspace)
        try release.writeUnit(executable: bench.options.executable, workspace: assignment.workspace)
        let report = RolloutReport(version: version.description, approval: approval, status: try await release.status())
        return TaskResult(
            summary: "Release version \(version)", deliverables: ["rollout-report": try JSONEncoder().encode(report)])
    }

    /// One that was recorded for what this phase has delivered so far, or that is given now.
    private func approval(of version: Version, _ assignment: Assignment) async throws -> Approval {
        let state = try RunState.replay(try assignment.store.entries())
        if let state, let known = state.approvals[assignment.task.phase],
            known.subject == state.digest(of: assignment.task.phase, files: [:])
        {
            return known
        }
        assignment.step("waiting for approval")
        if let given = await bench.options.approve(assignment.task.phase, version.description) { return given }
        throw TaskFailure(
            "nobody has approved the release of version \(version): fivegate approve \(assignment.task.phase) -C "
                + assignment.workspace)
    }

    private struct RolloutReport: Encodable {
        var version: String
        var approval: Approval
        var status: ReleaseStatus
    }
}
