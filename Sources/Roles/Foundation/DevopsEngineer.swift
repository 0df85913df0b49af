import Foundation
import Workflow

/// Sets up the pipeline and the container, writes the runbook, tries the release on staging, and brings it in.
struct DevopsEngineer: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "pipeline": return try files(of: .pipeline, "Add the pipeline, the container file and compose", "pipeline")
        case "runbook": return try files(of: .runbook, "Write the runbook", "runbook")
        case "staging": return try await staging(assignment)
        case "rollout": return try await rollout(assignment)
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    private func files(of part: ServicePart, _ summary: String, _ deliverable: String) throws -> TaskResult {
        let files = bench.project.files(of: part)
        return TaskResult(
            summary: summary, files: files, deliverables: [deliverable: try JSONEncoder().encode(files.map(\.path))])
    }
}
