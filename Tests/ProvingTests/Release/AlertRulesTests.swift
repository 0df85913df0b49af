import Foundation
import Processes
import Testing

@testable import Proving

/// promtool itself over small rule files, sound and planted.
@Suite struct AlertRulesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.rules, to: "rules.yml")
        try folder.write(Self.tests, to: "tests.yml")
    }

    private static let rules = """
        groups:
          - name: a
            rules:
              - record: job:up:sum
                expr: sum by (job) (up)
              - alert: Down
                expr: up == 0
                for: 1m
        """
    private static let tests = """
        rule_files: [rules.yml]
        evaluation_interval: 1m
        tests:
          - name: fires
            interval: 1m
            input_series: [{series: 'up{job="a"}', values: '0x5'}]
            alert_rule_test: [{eval_time: 3m, alertname: Down, exp_alerts: [{exp_labels: {job: a}}]}]
          - name: silent
            interval: 1m
            input_series: [{series: 'up{job="a"}', values: '1x5'}]
            alert_rule_test: [{eval_time: 3m, alertname: Down, exp_alerts: []}]
        """

    private func read() async throws -> Reading { try await AlertRules(Toolbox(Supervisor())).read(folder.path) }

    @Test func soundRulesHaveNoFinding() async throws {
        let reading = try await read()
        #expect(reading.findings == [])
        #expect(reading.figure == 0)
        #expect(reading.details == ["alerts": 1, "seen firing": 1, "seen silent": 1])
        #expect(reading.runs.count == 2)
    }

    @Test(arguments: [
        ("up == 0", "up === 0", "check rules"), ("up == 0", "up == 1", "test rules"),
        ("for: 1m", "for: 9m", "test rules"),
    ])
    func aFaultInTheRulesIsFound(sound: String, planted: String, command: String) async throws {
        try folder.write(Self.rules.replacing(sound, with: planted), to: "rules.yml")
        let reading = try await read()
        #expect(reading.findings.contains { $0.contains("promtool \(command)") }, "\(reading.findings)")
        #expect(reading.figure != 0)
    }

    @Test func anAlertWithoutATestIsFoundThoughPromtoolPasses() async throws {
        let more = Self.rules + "\n      - alert: Lonely\n        expr: up == 2\n"
        try folder.write(more, to: "rules.yml")
        let reading = try await read()
        #expect(
            reading.findings == [
                "Lonely: no test sees it firing", "Lonely: no test sees it silent while there is data",
            ])
        let failed = reading.runs.filter { !$0.isSuccess }
        #expect(failed.isEmpty)
    }

    @Test func silenceWithoutDataIsNoProof() async throws {
        let tests = Self.tests.replacing("[{series: 'up{job=\"a\"}', values: '1x5'}]", with: "[]")
        try folder.write(tests, to: "tests.yml")
        #expect(try await read().findings == ["Down: no test sees it silent while there is data"])
    }

    @Test func aTestOfAnAlertThatIsGoneIsFound() async throws {
        let tests = Self.tests.replacing("alertname: Down, exp_alerts: []", with: "alertname: Gone, exp_alerts: []")
        try folder.write(tests, to: "tests.yml")
        let findings = try await read().findings
        #expect(findings.contains("Gone: is tested, but there is no such alert"))
        #expect(findings.contains("Down: no test sees it silent while there is data"))
    }

    @Test func aConfigurationThatPrometheusRefusesIsFound() async throws {
        try folder.write("scrape_configs: [{job: a}]", to: "prometheus.yml")
        let findings = try await read().findings
        #expect(findings.contains { $0.hasPrefix("promtool check config") })
    }

    @Test func nothingToMeasureIsNoPass() async throws {
        try folder.write("groups: []", to: "rules.yml")
        #expect(try await read().figure == nil)
        try folder.write("nonsense", to: "tests.yml")
        #expect(try await read().figure == nil)
        #expect(try await AlertRules(Toolbox(Supervisor())).read("/nowhere").figure == nil)
    }
}
