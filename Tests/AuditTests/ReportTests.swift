import Blueprint
import Foundation
import Testing

@testable import Proving

struct ReportTests {
    private let finding = AuditFinding(
        probe: "api1.objects", severity: .high, item: .api1, cwe: 639, operation: "note | x",
        title: "GET <b> shows what is a's", evidence: "title = `x`", curl: ["curl -i http://h/"], remedy: "Check.")

    private var report: AuditReport {
        AuditReport(
            api: "Notes", url: "http://h", started: "2026-01-15T12:00:00Z", seconds: 1.5,
            probes: [
                ProbeResult(
                    probe: "api1.objects", item: .api1, title: "t", tried: 2, notTried: ["print: why"],
                    findings: [finding]),
                ProbeResult(
                    probe: "api10.upstream", item: .api10, title: "u", tried: 0, notTried: ["all: why not"],
                    findings: []),
            ])
    }

    @Test func whatWasNotTriedIsNeverAPass() {
        #expect(report.probes.map(\.verdict) == [.found, .notTried])
        let partly = ProbeResult(probe: "p", item: .api1, title: "t", tried: 1, notTried: ["x: y"], findings: [])
        #expect(partly.verdict == .partlyTried)
        #expect(report.markdown.contains("all: why not"))
        #expect(report.json.contains("\"not tried\""))
    }

    @Test func onlyHighAndCriticalCloseTheGate() {
        #expect(!report.isSound)
        var mild = report
        mild.probes[0].findings[0].severity = .medium
        #expect(mild.isSound)
    }

    @Test func sarifHasARuleForEachProbeAndAResultForEachFinding() throws {
        let log = try #require(JSON(parsing: Data(report.sarif(document: "openapi.yaml").utf8)))
        #expect(log["version"] == "2.1.0")
        let run = try #require(log["runs"]?.elements.first)
        #expect(run["tool"]?["driver"]?["rules"]?.elements.count == 2)
        let result = try #require(run["results"]?.elements.first)
        #expect(result["ruleId"] == "api1.objects")
        #expect(result["level"] == "error")
        #expect(result["properties"]?["security-severity"] == "8.0")
    }

    @Test func markdownEncodesWhatTheServerSaid() {
        #expect(report.markdown.contains("&lt;b&gt;"))
        #expect(!report.markdown.contains("<b>"))
    }

    @Test func anUnknownProbeIsAnError() throws {
        let error = #expect(throws: Audit.Impossible.self) {
            try Audit(Surface(openAPI: WeakAPI.document), url: "http://h", only: ["api11"])
        }
        #expect(error?.description.contains("api1.objects") == true)
    }

    @Test func aServerThatDoesNotAnswerIsNoPass() async throws {
        let audit = try Audit(Surface(openAPI: WeakAPI.document), url: "http://127.0.0.1:1")
        await #expect(throws: Audit.Impossible.self) { try await audit.run() }
    }

    @Test func withoutIdentitiesProbesSayWhyTheyWereNotTried() async throws {
        let api = WeakAPI()
        let server = try LoopbackServer { api.answer($0) }
        let audit = try Audit(Surface(openAPI: WeakAPI.document), url: server.url, only: ["api1", "api5.functions"])
        let report = try await audit.run()
        #expect(report.probes.allSatisfy { $0.verdict == .notTried && !$0.notTried.isEmpty }, "\(report.probes)")
    }
}
