import Blueprint
import Brief
import Foundation
import Source
import Workflow

/// Describes the service's parts and its contract.
struct SystemArchitect: Agent {
    let project: Project

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "architecture": try architecture()
        case "openapi": try contract()
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    private func architecture() throws -> TaskResult {
        let architecture = architectureDocument(project.blueprint)
        let threats = try project.document("docs/threats.md")
        return TaskResult(
            summary: "Describe the architecture and what could go wrong",
            files: [
                FileChange(path: "docs/architecture.md", text: architecture),
                FileChange(path: "docs/threats.md", text: threats),
            ],
            deliverables: ["architecture": Data(architecture.utf8), "threat-notes": Data(threats.utf8)])
    }

    private func contract() throws -> TaskResult {
        let yaml = try project.document("openapi.yaml")
        let files = ["openapi.yaml", "openapi.json"]
        return TaskResult(
            summary: "Write the OpenAPI document",
            files: try files.map { FileChange(path: $0, text: try project.document($0)) },
            deliverables: ["openapi": Data(yaml.utf8)])
    }
}

/// `docs/architecture.md`
func architectureDocument(_ blueprint: Blueprint) -> String {
    let rows = blueprint.endpoints.map { endpoint in
        "| \(MarkdownText.code(endpoint.id)) | \(MarkdownText.code("\(endpoint.method) \(endpoint.path)")) "
            + "| \(endpoint.successStatus) | \(endpoint.authentication == .required ? "signed in" : "anyone") |"
    }
    return """
        # Architecture of \(MarkdownText.inline(blueprint.brief.title))

        One Swift package. `Platform` is the same in every service: HTTP conventions, accounts, limits, pages, database,
        metrics. `API` holds what this service is about, a folder a resource: its record, its rules, its statements, and
        a file for each operation. `Server` is the executable: configuration, migrations, graceful shutdown.

        ## A request's way

        Route, size, media types, rate limits, identity; then the operation: does the row exist for this caller, may they
        do this, is the body readable, do the preconditions hold, does the state allow it, is the content valid. The
        first that fails is the answer: 404 or 405, 413, 415, 406, 429, 401, 404, 403, 400, 428, 412, 409, 422.

        Rules are checked twice from one source: as SQL conditions where rows are chosen, and on the row where one is at hand.

        ## Operations, in the order in which they are built

        | operation | request | success | for |
        |---|---|---|---|
        \(rows.joined(separator: "\n"))

        """
}
