import Blueprint
import Brief
import Foundation
import Proving
import Release

/// What a rollout will do in production, done before it: behind a door of its own, on data of its own, under load, a version is
/// released, rolled out to a second instance, rolled back, and rolled out again.
struct Rehearsal {
    let bench: Workbench
    let workspace: String

    /// What came of it.
    struct Report: Sendable, Codable {
        /// The version that was rolled out.
        var version: String
        /// What was done, in its order.
        var steps: [String] = []
        /// Steps that did not end as they should.
        var problems: [String] = []
        var callers: StagedCallers.Account?

        /// Requests that failed. Not measured where a step did not end as it should.
        var reading: Reading {
            let unit = "failed requests"
            guard problems.isEmpty else { return .notMeasured(problems.joined(separator: "; "), unit: unit) }
            guard let callers, callers.requests > 0 else { return .notMeasured("nobody asked anything", unit: unit) }
            let failed = callers.failures + callers.dropped
            let outcomes = callers.outcomes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            return Reading(
                Double(failed), unit, findings: failed == 0 ? [] : [outcomes.joined(separator: ", ")],
                details: ["requests": Double(callers.requests), "p95, ms": callers.p95],
                notes: steps + ["a rehearsal: two instances of one build"])
        }
    }

    private static let rate = 200.0
    /// Longer than it takes.
    private static let seconds = 240.0
    private static let plan = RolloutPlan(dwell: 4, patience: 20, retention: 3600)

    /// Ends whatever it has started, also when it is cancelled.
    func report(step: @escaping @Sendable (String) -> Void) async throws -> Report {
        let server = try await bench.builds.releaseServer(of: workspace, step: step)
        let folder = workspace + "/.fivegate/staging"
        try? FileManager.default.removeItem(atPath: folder)
        let store = try ReleaseStore(folder: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        step("seeding callers")
        let callers = try await StagedCallers(
            server: server, folder: workspace, blueprint: bench.project.blueprint, toolbox: bench.toolbox,
            rate: Self.rate, seconds: Self.seconds)
        defer { callers.close() }
        let program = ServiceProgram(
            name: bench.project.blueprint.brief.api, state: callers.state,
            environment: callers.environment.merging(["ENVIRONMENT": "development"]) { $1 })
        let release = try LocalRelease(store: store, program: program, door: nil, supervisor: bench.supervisor)
        do {
            let report = try await play(
                release, try await release.add(server: server, package: workspace), callers, step)
            try await release.control().stop()
            return report
        } catch {
            // A cancelled task could not wait for what it ends.
            _ = await Task { try? await release.control().stop() }.value
            throw error
        }
    }

    private func play(
        _ release: LocalRelease, _ version: Version, _ callers: StagedCallers,
        _ step: @escaping @Sendable (String) -> Void
    ) async throws -> Report {
        var report = Report(version: version.description)
        let control = release.control { step("\($0.stage.words)") }
        var begun = ContinuousClock.now
        func note(_ what: String, _ state: RolloutState, because reason: String? = nil) -> Bool {
            report.steps.append("\(what) in \(String(format: "%.1f", (ContinuousClock.now - begun) / .seconds(1))) s")
            begun = .now
            // A rollout that was taken back serves as well: why it is as it is tells them apart.
            if state.stage == .serving, state.live?.version == version, state.reason == reason { return true }
            report.problems.append("\(what): ended at \(state.stage.words): \(state.reason ?? "no reason given")")
            return false
        }
        guard note("first release", try await control.deploy(version, plan: Self.plan)) else { return report }
        let asking = Task { try await callers.ask(at: LoadTarget(host: "127.0.0.1", port: release.door)) }
        let account: StagedCallers.Account
        do {
            if note("rollout", try await control.deploy(version, plan: Self.plan, again: true)),
                note("rollback", try await control.rollBack("rehearsed"), because: "rehearsed")
            {
                _ = note("rollout again", try await control.deploy(version, plan: Self.plan, again: true))
            }
            asking.cancel()
            account = try await asking.value
        } catch {
            asking.cancel()
            _ = try? await asking.value
            throw error
        }
        report.callers = account
        if !account.wasStopped { report.problems.append("the load ended before the rehearsal did") }
        return report
    }
}
