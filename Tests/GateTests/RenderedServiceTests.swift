import Blueprint
import Brief
import Foundation
import Proving
import Stack
import Testing

/// The review checks on what the renderer writes, without a build: what fails here would close the gates of every run.
@Suite struct RenderedServiceTests {
    private let blueprint: Blueprint
    private let files: [RenderedFile]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let reading = BriefReader.read(path: root.appending(path: "Examples/users/brief.yaml").path)
        blueprint = Blueprint(try #require(reading.brief))
        files = ServiceRenderer.files(of: blueprint, implemented: Set(blueprint.endpoints.map(\.id)))
    }

    private func swift(in folder: String) -> [SourceFile] {
        files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(".swift") }
            .map { SourceFile(path: $0.path, text: $0.text) }
    }

    @Test func functionsAndFilesAreShort() throws {
        let functions = Size.readFunctions(swift(in: "Sources/"))
        #expect(try #require(functions.figure) <= 60, "\(functions.findings)")
        let files = Size.readFiles(swift(in: "Sources/"))
        #expect(try #require(files.figure) <= 400, "\(files.findings)")
    }

    @Test func littleCodeIsThereTwice() throws {
        let reading = Duplication.read(swift(in: "Sources/"))
        #expect(try #require(reading.figure) <= 5, "\(reading.findings)")
    }

    @Test func valuesReachSQLOnlyAsParameters() {
        let fixed = files.filter(\.isFixed).map { ($0.path, LockedTests.lock(of: .init(path: $0.path, text: $0.text))) }
        let reviewed = Dictionary(uniqueKeysWithValues: fixed)
        #expect(BoundParameters.read(swift(in: "Sources/"), reviewed: reviewed).findings == [])
    }

    @Test func everyRouteHasAPolicy() {
        let open = Set(blueprint.endpoints.filter { $0.authentication != .required }.map(\.id))
        let operations = blueprint.endpoints.map(\.id)
        #expect(Policies.read(swift(in: "Sources/API/"), operations: operations, open: open).findings == [])
    }

    @Test func theDocumentHasEveryEndpoint() throws {
        let document = try #require(files.first { $0.path == "openapi.yaml" })
        #expect(EndpointsInDocument.read(document.text, endpoints: blueprint.endpoints).findings == [])
    }
}
