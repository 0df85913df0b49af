import Foundation
import Processes
import Proving
import Workflow

/// Designs the schema and its migrations, and sets the database up.
struct DatabaseArchitect: Agent {
    let bench: Workbench

    private var project: Project { bench.project }

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "schema": try await schema()
        case "migrations": try migrations()
        case "operations": try notes()
        case "database": try database()
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    private func schema() async throws -> TaskResult {
        let sql = try project.document("schema.sql")
        let diagram = try project.document("docs/er.mmd")
        var files = [
            FileChange(path: "docs/schema.sql", text: sql), FileChange(path: "docs/er.mmd", text: diagram),
            FileChange(path: "docs/er.dot", text: try project.document("docs/er.dot")),
        ]
        if let drawing = try await drawing() { files.append(FileChange(path: "docs/er.svg", content: drawing)) }
        return TaskResult(
            summary: "Design the schema", files: files,
            deliverables: ["schema": Data(sql.utf8), "er-diagram": Data(diagram.utf8)])
    }

    /// Drawn by Graphviz; nil where it is not installed.
    private func drawing() async throws -> Data? {
        guard let dot = try? bench.toolbox.locate(Tool("dot", .debian("graphviz"))) else { return nil }
        let outcome = try await bench.toolbox.run(
            Command(dot, ["-Tsvg"], input: Data(try project.document("docs/er.dot").utf8), timeLimit: .seconds(30)))
        return try outcome.successful().output.data
    }

    private func migrations() throws -> TaskResult {
        let files = project.documents.filter { $0.key.hasPrefix("Migrations/") }.sorted { $0.key < $1.key }
            .map { FileChange(path: $0.key, text: $0.value) }
        let names = files.map(\.path)
        return TaskResult(
            summary: "Write the migrations, up and down", files: files,
            deliverables: ["migrations": try JSONEncoder().encode(names)])
    }

    private func notes() throws -> TaskResult {
        let notes = try project.document("docs/backup-and-scaling.md")
        return TaskResult(
            summary: "Say how the data is backed up and how far it scales",
            files: [FileChange(path: "docs/backup-and-scaling.md", text: notes)],
            deliverables: ["backup-notes": Data(notes.utf8), "scaling-notes": Data(notes.utf8)])
    }

    /// Foundation: what makes and keeps the database, besides the service itself.
    private func database() throws -> TaskResult {
        let files = project.files(of: .database)
        return TaskResult(
            summary: "Add the script that backs the database up", files: files,
            deliverables: ["database": try JSONEncoder().encode(files.map(\.path))])
    }
}
