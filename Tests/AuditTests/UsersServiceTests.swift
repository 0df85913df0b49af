import Blueprint
import Brief
import Foundation
import Processes
import Testing

@testable import Proving

/// The users service itself, where one is built: `AUDIT_SERVER` is its executable, `AUDIT_SERVICE` its folder.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["AUDIT_SERVER"] != nil, "AUDIT_SERVER is not set"))
struct UsersServiceTests {
    @Test func hasNoCriticalOrHighFindingAndTakesUnderNinetySeconds() async throws {
        let environment = ProcessInfo.processInfo.environment
        let service = try #require(environment["AUDIT_SERVICE"])
        let brief = try #require(BriefReader.read(path: service + "/brief.yaml").brief)
        let audit = WorkspaceAudit(
            server: try #require(environment["AUDIT_SERVER"]), workspace: service, blueprint: Blueprint(brief),
            toolbox: Toolbox(Supervisor()))
        let report = try await audit.run()
        if let path = environment["AUDIT_REPORT"] {
            try report.markdown.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(report.isSound, "\(report.markdown)")
        #expect(report.seconds < 90)
    }
}
