import Foundation
import Workflow

/// Plans the tests: every requirement gets its cases.
struct QAEngineer: Agent {
    let project: Project

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "test-plan" else { throw TaskFailure.unknown(assignment.task) }
        let cases = try project.document("cases.json")
        let traceability = try project.document("traceability.md")
        return TaskResult(
            summary: "Plan the tests and trace every requirement to its cases",
            files: [
                FileChange(path: "docs/test-plan.md", text: try project.document("docs/test-plan.md")),
                FileChange(path: "docs/traceability.md", text: traceability),
                FileChange(path: "docs/cases.json", text: cases),
            ],
            deliverables: ["test-plan": Data(cases.utf8), "traceability": Data(traceability.utf8)])
    }
}
