import Blueprint
import Foundation
import Workflow

/// Turns the brief into endpoints and requirements with ids.
struct ProductManager: Agent {
    let project: Project

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "requirements" else { throw TaskFailure.unknown(assignment.task) }
        let requirements = try project.document("docs/requirements.md")
        return TaskResult(
            summary: "Write down what the API must do",
            files: [
                FileChange(path: "brief.yaml", text: project.briefText),
                FileChange(path: "docs/requirements.md", text: requirements),
            ],
            deliverables: [
                "requirements": Data(requirements.utf8), "endpoints": try JSONEncoder().encode(project.operations),
            ],
            requirements: project.blueprint.requirements.map(\.id))
    }
}

extension Project {
    /// - Throws: `TaskFailure` when the design has no such document.
    func document(_ path: String) throws -> String {
        guard let text = documents[path] else { throw TaskFailure("the design has no \(path)") }
        return text
    }
}
