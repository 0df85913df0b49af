import Foundation
import Proving
import Workflow

/// Attacks the built service and looks for secrets in its repository; reports what gave way.
struct SecuritySpecialist: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "audit" else { throw TaskFailure.unknown(assignment.task) }
        let report = try await bench.audit(of: assignment.workspace, step: assignment.step)
        assignment.step("looking for secrets")
        let secrets = try await bench.secrets(of: assignment.workspace)
        return TaskResult(
            summary: "Audit the service",
            deliverables: ["audit-report": Data(report.json.utf8), "secrets-report": try JSONEncoder().encode(secrets)])
    }
}
