import Foundation
import Proving
import Workflow

/// Attacks the built service and reports what gave way.
struct SecuritySpecialist: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "audit" else { throw TaskFailure.unknown(assignment.task) }
        let report = try await bench.audit(of: assignment.workspace, step: assignment.step)
        return TaskResult(summary: "Audit the service", deliverables: ["audit-report": Data(report.json.utf8)])
    }
}
