import Blueprint
import Foundation
import Workflow

/// Turns the brief into endpoints and requirements with ids; at the end, hands the service over.
struct ProductManager: Agent {
    let project: Project

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "requirements": return try requirements()
        case "handover": return try handover()
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    /// Onboarding, support, common problems, escalation.
    private func handover() throws -> TaskResult {
        let files = project.files(of: .handover)
        return TaskResult(
            summary: "Hand the service over", files: files,
            deliverables: ["handover": try JSONEncoder().encode(files.map(\.path))])
    }

    private func requirements() throws -> TaskResult {
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
