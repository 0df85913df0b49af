import Processes
import Testing

@testable import Proving

@Suite struct DocumentValidityTests {
    private let toolbox = Toolbox(Supervisor())

    private func read(_ text: String) async throws -> Reading {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "openapi.yaml")
        return try await DocumentValidity(toolbox).read(folder.path + "/openapi.yaml")
    }

    @Test func aValidDocumentHasNoErrors() async throws {
        let reading = try await read("openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {}\n")
        #expect(reading.figure == 0, "\(reading.findings)")
        #expect(reading.runs.first?.argv.last?.hasSuffix("openapi.yaml") == true)
    }

    @Test func aMissingMemberIsAnError() async throws {
        let reading = try await read("openapi: 3.1.0\ninfo: {title: x}\npaths: {}\n")
        #expect(reading.figure == 1)
        #expect(reading.findings.first?.contains("'version' is a required property") == true)
    }

    @Test func whatIsNoYAMLIsAnError() async throws {
        let reading = try await read("openapi: [")
        #expect((reading.figure ?? 0) > 0)
    }

    @Test func aMissingValidatorIsNotMeasuredAndSaysHowToInstallIt() throws {
        #expect(throws: MissingTool.self) {
            try Toolbox(Supervisor(), folder: "/nowhere").locate(
                Tool("no-such-validator", .pypi("openapi-spec-validator")))
        }
    }

    @Test func theToolsOfMakeSetupAreFound() {
        #expect(Toolbox.standardFolder(["FIVEGATE_TOOLS": "/t"]) == "/t/bin")
        #expect(Toolbox.standardFolder(["XDG_DATA_HOME": "/d", "HOME": "/h"]) == "/d/fivegate/tools/bin")
        #expect(Toolbox.standardFolder(["HOME": "/h"]) == "/h/.local/share/fivegate/tools/bin")
    }
}
