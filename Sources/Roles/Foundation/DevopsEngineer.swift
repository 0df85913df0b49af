import Foundation
import Workflow

/// Sets up the pipeline, the container and how secrets are handled.
struct DevopsEngineer: Agent {
    let project: Project

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "pipeline" else { throw TaskFailure.unknown(assignment.task) }
        let files = project.files(of: .pipeline)
        return TaskResult(
            summary: "Add the pipeline, the container file and compose", files: files,
            deliverables: ["pipeline": try JSONEncoder().encode(files.map(\.path))])
    }
}
