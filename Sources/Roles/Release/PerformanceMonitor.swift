import Foundation
import Proving
import Workflow

/// Sees that what serves is watched, and that the alerts would fire.
struct PerformanceMonitor: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "monitoring" else { throw TaskFailure.unknown(assignment.task) }
        let folder = assignment.workspace + "/deploy/monitoring"
        assignment.step("trying the alerts")
        let alerts = try await AlertRules(bench.toolbox).read(folder)
        assignment.step("waiting for the supervisor's samples")
        let samples = try await bench.samples(of: assignment.workspace)
        return TaskResult(
            summary: "Watch the release",
            deliverables: ["alerts": Data(alerts.report.utf8), "reports": Data(samples.report.utf8)])
    }
}
