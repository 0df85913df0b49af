import Blueprint
import Brief
import Foundation
import Processes
import Proving
import Source
import Testing

@testable import Roles

/// The scenarios of a finished workspace, played against its built server over HTTP.
@Suite(.serialized, .enabled(if: Planted.shared != nil, "FIVEGATE_WORKSPACE is not set"))
struct ScenarioTests {
    private static let workspace = ProcessInfo.processInfo.environment["FIVEGATE_WORKSPACE"] ?? ""

    /// The service keeps the rule that the brief had; a brief with another one expects another service.
    @Test func aServiceThatBreaksARuleIsFound() async throws {
        let stage = try await stage(
            Blueprint(
                brief {
                    $0.replacing("delete:      admin and me != self", with: "delete:      support and me != self")
                }))
        defer { stage.close() }
        let reading = try await Scenarios.play(on: stage, operation: "User.delete").reading
        #expect((reading.figure ?? 100) < 100)
        #expect(reading.findings.contains { $0.contains("the status is 403 instead of 204") }, "\(reading.findings)")
    }

    @Test func aServerThatDoesNotStartIsNoPass() async throws {
        await #expect(throws: (any Error).self) {
            try await ScenarioStage(
                server: "/bin/false", workspace: Self.workspace, blueprint: Blueprint(brief { $0 }),
                toolbox: Toolbox(Supervisor()))
        }
    }

    private func brief(_ change: (String) -> String) throws -> Brief {
        let text = try String(contentsOfFile: Self.workspace + "/brief.yaml", encoding: .utf8)
        let file = FileManager.default.temporaryDirectory.appending(path: "brief-\(UUID()).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try change(text).write(to: file, atomically: true, encoding: .utf8)
        return try #require(BriefReader.read(path: file.path).brief)
    }

    private func stage(_ blueprint: Blueprint) async throws -> ScenarioStage {
        let supervisor = Supervisor()
        let products = try await Builds(supervisor).products(of: Self.workspace)
        return try await ScenarioStage(
            server: products.server, workspace: Self.workspace, blueprint: blueprint, toolbox: Toolbox(supervisor))
    }
}
