import Blueprint
import Brief
import Foundation
import Testing

@Suite struct OpenAPITests {
    @Test func `An independent validator accepts the documents`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "openapi-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        for brief in SchemaTests.briefs {
            let document = Blueprint(brief).openAPI
            for (name, text) in [("yaml", document.yamlText), ("json", document.jsonText)] {
                let file = folder.appending(path: "\(brief.api).\(name)")
                try text.write(to: file, atomically: true, encoding: .utf8)
                files.append(file.path)
            }
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [Self.python, "-m", "openapi_spec_validator"] + files
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd().map { String(decoding: $0, as: UTF8.self) } ?? ""
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        #expect(said.split(separator: "\n").count { $0.hasSuffix(": OK") } == files.count, "\(said)")
    }

    /// Where `make setup` put the validator; else whatever Python there is.
    private static var python: String {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"] ?? "\(environment["HOME"] ?? "")/.local/share"
        let tools = "\(environment["FIVEGATE_TOOLS"] ?? data + "/fivegate/tools")/bin/python3"
        return FileManager.default.isExecutableFile(atPath: tools) ? tools : "python3"
    }

    @Test func `Every operation of the brief is in the document, once`() {
        for brief in SchemaTests.briefs {
            let blueprint = Blueprint(brief)
            var ids: [String] = []
            if case .object(let paths)? = blueprint.openAPI["paths"] {
                for path in paths {
                    guard case .object(let operations) = path.value else { continue }
                    for operation in operations {
                        if case .string(let id)? = operation.value["operationId"] { ids.append(id) }
                    }
                }
            }
            #expect(ids.sorted() == blueprint.endpoints.map(\.id).sorted())
        }
    }
}
