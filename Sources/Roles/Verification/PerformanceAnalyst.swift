import Blueprint
import Brief
import Foundation
import Proving
import Workflow

/// Puts the service under load: at the promised rate, up to what it can take, and through a spike.
struct PerformanceAnalyst: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "load" else { throw TaskFailure.unknown(assignment.task) }
        let rate = bench.project.blueprint.brief.slo.throughput
        let steady = try await bench.load(of: assignment.workspace, step: assignment.step)
        let stress = try await report(.stress, rate: rate, assignment)
        let spike = try await report(.spike, rate: max(1, rate / 10), assignment)
        let pages = [steady, stress, spike].map(\.markdown).joined(separator: "\n")
        return TaskResult(
            summary: "Measure the service under load",
            deliverables: ["load-report": try steady.json(), "load-findings": Data(pages.utf8)])
    }

    private func report(_ profile: LoadProfile, rate: Double, _ assignment: Assignment) async throws -> LoadReport {
        try await bench.workspaceLoad(profile, rate: rate, of: assignment.workspace, step: assignment.step)
            .report({ assignment.step("\(profile.rawValue): \($0.words)") })
    }
}
