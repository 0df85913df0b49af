import Blueprint
import Brief
import Foundation
import Processes
import Proving
import Stack
import Testing

@testable import Roles

private let finishedWorkspace = ProcessInfo.processInfo.environment["FIVEGATE_WORKSPACE"]

/// The guides of a finished workspace: their examples and commands, executed on its built server.
@Suite(.serialized, .enabled(if: finishedWorkspace != nil, "FIVEGATE_WORKSPACE is not set"))
struct GuideTests {
    private static let workspace = finishedWorkspace ?? ""
    private let supervisor = Supervisor()

    private func products() async throws -> Products { try await Builds(supervisor).products(of: Self.workspace) }

    private func stage() async throws -> ScenarioStage {
        let brief = try #require(BriefReader.read(path: Self.workspace + "/brief.yaml").brief)
        return try await ScenarioStage(
            server: products().server, workspace: Self.workspace, blueprint: Blueprint(brief),
            toolbox: Toolbox(supervisor))
    }

    /// The workspace's pages, one of them changed.
    private func reference(_ change: (String) -> String) throws -> String {
        let folder = NSTemporaryDirectory() + "/reference-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let pages = Self.workspace + "/docs/reference"
        for name in try FileManager.default.contentsOfDirectory(atPath: pages) {
            let text = try String(contentsOfFile: "\(pages)/\(name)", encoding: .utf8)
            try change(text).write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        return folder
    }

    @Test func everyExampleAnswersAsPrinted() async throws {
        let stage = try await stage()
        defer { stage.close() }
        let reading = try await DocumentExamples(on: stage).read(Self.workspace + "/docs/reference")
        #expect(reading.findings == [])
        #expect(reading.details["operations"] == Double(stage.blueprint.endpoints.count))
        #expect(reading.details["executed"] ?? 0 >= 2 * Double(stage.blueprint.endpoints.count))
    }

    @Test func aPageThatLiesIsFound() async throws {
        let stage = try await stage()
        defer { stage.close() }
        let folder = try reference { text in
            text.replacing("Answer: 204", with: "Answer: 200").replacing(
                "\"tokenType\": \"Bearer\"", with: "\"tokenType\": \"Beerer\""
            )
            .replacing("-X PATCH", with: "-X PUT")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let findings = try await DocumentExamples(on: stage).read(folder).findings
        #expect(findings.contains { $0.hasPrefix("User.delete, python: answered 204, and 200") }, "\(findings)")
        #expect(findings.contains { $0.hasPrefix("auth.login, sh: /tokenType") })
        #expect(findings.contains { $0.hasPrefix("User.update, sh: answered 405, and 200") })
        #expect(!findings.contains { $0.hasPrefix("User.get") })
    }

    @Test func theCommandsOfTheGuidesWork() async throws {
        let reading = try await GuideCommands(Toolbox(supervisor)).read(
            ["docs/getting-started.md", "docs/errors.md", "docs/runbook.md"], server: products().server,
            workspace: Self.workspace)
        #expect(reading.findings == [])
        #expect(reading.details["blocks"] ?? 0 >= 14)
        #expect(reading.notes.contains { $0.contains("kubectl apply") })
    }

    @Test func aCommandThatFailsIsFound() async throws {
        let server = try await products().server
        let files = ["docs/planted.md", "docs/absent.md"]
        let path = Self.workspace + "/" + files[0]
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "```sh\n\"$SERVER\" config\n```\n```sh\n\"$SERVER\" fly\n```\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let reading = try await GuideCommands(Toolbox(supervisor)).read(
            files, server: server, workspace: Self.workspace)
        #expect(reading.findings.count == 2)
        #expect(reading.findings.first?.contains("\"$SERVER\" fly") == true, "\(reading.findings)")
    }
}
