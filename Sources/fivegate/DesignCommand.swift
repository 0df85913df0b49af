import ArgumentParser
import Blueprint
import Foundation
import Processes
import Roles

/// `fivegate design FILE -o DIR`
struct DesignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "design", abstract: "Write what a brief implies: contract, schema, documents, test plan.",
        discussion: "Only files that changed are written. Exit status: 65 when the brief isn't good.")

    @Argument(help: "The brief.")
    var file: String

    @Option(name: .shortAndLong, help: "The folder to write to.")
    var output: String

    @Flag(help: "Print the files as JSON: their paths, and whether each changed.")
    var json = false

    func run() async throws {
        let blueprint = try BriefFile.project(file).blueprint
        try await ExitStatus.reporting {
            let folder = DesignFolder(path: URL(filePath: output).standardizedFileURL.path(percentEncoded: false))
            var written: [(path: String, changed: Bool)] = []
            for document in blueprint.documents() {
                written.append((document.path, try folder.write(document.text, to: document.path)))
            }
            if let drawing = try await drawing(of: blueprint.schema) {
                written.append(("docs/er.svg", try folder.write(drawing, to: "docs/er.svg")))
            }
            print(json ? Self.json(written) : Self.summary(written, folder.path))
        }
    }

    /// The diagram as SVG; nil where Graphviz isn't installed.
    private func drawing(of schema: Schema) async throws -> String? {
        guard let dot = try? Tool("dot", .debian("graphviz")).locate() else { return nil }
        let command = Command(
            dot, ["-Tsvg"], input: Data(schema.graphviz.utf8), timeLimit: .seconds(60), captureLimit: 64 << 20)
        return try await Supervisor().run(command).successful().output.text
    }

    private static func json(_ files: [(path: String, changed: Bool)]) -> String {
        JSON.array(files.map { ["path": .string($0.path), "changed": .bool($0.changed)] }).jsonText
    }

    private static func summary(_ files: [(path: String, changed: Bool)], _ folder: String) -> String {
        let changed = files.filter(\.changed)
        return (changed.map(\.path) + ["\(changed.count) of \(files.count) files changed in \(folder)"])
            .joined(separator: "\n")
    }
}
