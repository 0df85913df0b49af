import Foundation
import Workflow

/// Writes the pages for those who call the service.
struct APIDocumentationSpecialist: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "documentation":
            let files = bench.project.files(of: .documents)
            return TaskResult(
                summary: "Document the API: reference, guides, examples in five languages", files: files,
                deliverables: ["documents": try JSONEncoder().encode(files.map(\.path))])
        case "publication": return try await publication(assignment)
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    /// What the front door serves of them.
    private func publication(_ assignment: Assignment) async throws -> TaskResult {
        let reading = try await bench.servedDocuments(of: assignment.workspace)
        return TaskResult(
            summary: "Publish the documents at /docs",
            deliverables: ["published-documents": Data(reading.report.utf8)])
    }
}
