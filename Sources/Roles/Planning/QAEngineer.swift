import Foundation
import Proving
import Workflow

/// Plans the tests: every requirement gets its cases. When the service is built, plays them over HTTP.
struct QAEngineer: Agent {
    let bench: Workbench

    private var project: Project { bench.project }

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "test-plan": return try testPlan()
        case "end-to-end": return try await endToEnd(assignment)
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    private func testPlan() throws -> TaskResult {
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

    private func endToEnd(_ assignment: Assignment) async throws -> TaskResult {
        let reading = try await bench.scenarios(of: assignment.workspace, step: assignment.step).reading
        return TaskResult(
            summary: "Play the scenarios of the test plan",
            deliverables: ["scenarios-report": Data(reading.report.utf8)])
    }
}
