import Blueprint
import Brief
import Foundation
import Processes
import Stack
import Testing

@testable import Proving

/// The alert rules that a service is rendered with, by Debian's own promtool and Prometheus.
@Suite struct WatchingTests {
    /// With accounts and a version, hostile, and with neither.
    static let briefs = [
        "Examples/users/brief.yaml", "Tests/BriefTests/Hostile/brief.yaml", "Tests/BriefTests/Good/minimal.yaml",
    ]

    private func monitoring(_ path: String, _ change: (inout Brief) -> Void = { _ in }) throws -> [RenderedFile] {
        try RenderedParts.files(path, in: "deploy/monitoring/", change)
    }

    private func readAlerts(_ files: [RenderedFile]) async throws -> Reading {
        try await RenderedParts.withFolder(files) {
            try await AlertRules(Toolbox(Supervisor())).read($0 + "/deploy/monitoring")
        }
    }

    @Test(arguments: briefs) func everyAlertIsSeenFiringAndSilent(brief: String) async throws {
        let reading = try await readAlerts(monitoring(brief))
        #expect(reading.findings == [])
        #expect(reading.details["alerts"] ?? 0 >= 24)
        #expect(reading.details["seen firing"] == reading.details["alerts"])
        #expect(reading.details["seen silent"] == reading.details["alerts"])
    }

    /// Objectives at the ends of what a brief can say: each alert that is left can still fire and still be silent.
    @Test(arguments: [
        (0.9999, 5.0, 0.0001, 50_000.0), (0.5, 30_000.0, 0.9, 1.0), (1.0, 600_000.0, 1.0, 3.0),
        (0.9, 1.0, 0.02, 7.0),
    ])
    func everyObjectiveGetsRulesThatWork(availability: Double, p95: Double, errors: Double, throughput: Double)
        async throws
    {
        let files = try monitoring("Examples/users/brief.yaml") { brief in
            brief.slo.availability = availability
            brief.slo.p95 = p95
            brief.slo.errors = errors
            brief.slo.throughput = throughput
        }
        #expect(try await readAlerts(files).findings == [])
    }

    @Test func anObjectiveThatRulesDoNotKeepIsFound() async throws {
        var files = try monitoring("Examples/users/brief.yaml")
        let index = try #require(files.firstIndex { $0.path.hasSuffix("/rules.yml") })
        files[index].text = files[index].text.replacing("> 0.0144", with: "> 0.144")
        let findings = try await readAlerts(files).findings
        #expect(findings.contains { $0.contains("ErrorBudgetBurn1h") })
    }

    /// The dashboard's queries are checked as rules are: a query that Prometheus cannot read shows an empty panel.
    @Test func everyQueryOfTheDashboardIsOne() async throws {
        let files = try monitoring("Examples/users/brief.yaml")
        let text = try #require(files.first { $0.path.hasSuffix("dashboard.json") }).text
        let dashboard = try #require(JSON(parsing: Data(text.utf8)))
        guard case .array(let panels)? = dashboard["panels"] else { throw CancellationError() }
        let queries = panels.flatMap { panel -> [String] in
            guard case .array(let targets)? = panel["targets"] else { return [] }
            return targets.compactMap { $0["expr"]?.text }
        }
        #expect(queries.count > 35)
        let rules: JSON = [
            "groups": [
                [
                    "name": "dashboard",
                    "rules": .array(
                        queries.enumerated().map { ["record": .string("q\($0)"), "expr": .string($1)] }),
                ]
            ]
        ]
        let outcome = try await RenderedParts.withFolder([RenderedFile("rules.yml", rules.yamlText)]) { folder in
            try await Supervisor().run(
                Command("promtool", ["check", "rules", "rules.yml"], directory: folder, mergesErrors: true))
        }
        #expect(outcome.isSuccess, "\(outcome.output.text)")
    }

    /// Prometheus and HAProxy as Debian ships them, on loopback. Only waiting times are shortened: it scrapes each second, and alerts
    /// need not hold for minutes.
    @Test(.timeLimit(.minutes(3))) func prometheusFiresOnFaultsAndIsSilentBefore() async throws {
        let files = try monitoring("Examples/users/brief.yaml")
        let quick = files.map { file in
            var file = file
            file.text = file.text.replacing(/for: "?\d+m"?/, with: "for: 0s").replacing("15s", with: "1s")
            return file
        }
        try await RenderedParts.withFolder(quick + [RenderedFile("source.py", MetricsSource.program)]) { folder in
            let watch = try await Watch.start(in: folder, supervisor: Supervisor())
            do {
                try await expectExported(files, by: watch)
                try await silence(watch)
                try "".write(toFile: folder + "/fault", atomically: true, encoding: .utf8)
                try await watch.until("the alert fires") { try await watch.firing().contains("ErrorsCritical") }
                #expect(try await watch.value("job:http_errors:ratio5m") > 0.05)
                #expect(try await watch.firing().isDisjoint(with: ["InstanceDown", "ProxyBackendDown"]))
                try await faultBehindTheProxy(watch, folder)
                try await watch.stop()
            } catch {
                try? await watch.stop()
                throw error
            }
        }
    }

    /// What rules and dashboard read of the proxy is what this HAProxy exports.
    private func expectExported(_ files: [RenderedFile], by watch: Watch) async throws {
        let names = { (text: String) in Set(text.matches(of: /haproxy_[a-z_]+/).map { String($0.output) }) }
        let read = names(files.filter { !$0.path.hasSuffix("/tests.yml") }.map(\.text).joined())
        #expect(read.count > 10)
        #expect(try await read.subtracting(names(watch.exporter.send("GET", "/metrics").text)) == [])
    }

    private func silence(_ watch: Watch) async throws {
        try await watch.until("requests are counted") { try await watch.value("job:http_requests:rate5m") > 0 }
        try await watch.until("requests at the door are counted") {
            #expect(try await watch.door.send("GET", "/v1/things").status == 200)
            return try await watch.value("job:proxy_requests:rate5m") > 0
        }
        #expect(try await watch.value("job:http_errors:ratio5m") == 0)
        #expect(try await watch.value("job:proxy_errors:ratio5m") == 0)
        #expect(try await watch.firing() == [])
    }

    /// The instance answers scrapes, but is not ready: only the proxy notices, and clients.
    private func faultBehindTheProxy(_ watch: Watch, _ folder: String) async throws {
        try "".write(toFile: folder + "/unready", atomically: true, encoding: .utf8)
        try await watch.until("the proxy's alerts fire") {
            _ = try await watch.door.send("GET", "/v1/things")
            return try await watch.firing().isSuperset(of: ["ProxyBackendDown", "ProxyErrorsHigh"])
        }
        #expect(try await watch.firing().isDisjoint(with: ["InstanceDown", "ProxyDown"]))
    }
}
