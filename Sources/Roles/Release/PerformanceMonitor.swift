import Foundation
import Proving
import Workflow

/// Sees that what serves is watched, and hands over the rules that alert.
struct PerformanceMonitor: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "monitoring" else { throw TaskFailure.unknown(assignment.task) }
        assignment.step("waiting for the supervisor's samples")
        let samples = try await bench.samples(of: assignment.workspace)
        let rules = try Data(contentsOf: URL(filePath: assignment.workspace + "/deploy/monitoring/rules.yml"))
        return TaskResult(
            summary: "Watch the release", deliverables: ["alerts": rules, "reports": Data(samples.report.utf8)])
    }
}
