import Blueprint
import Foundation
import Testing

@testable import Stack

/// What the rules and the dashboard read is what the service writes.
@Suite struct MonitoringTests {
    private func files(_ brief: String) throws -> [RenderedFile] {
        try service(brief, implemented: []).filter { $0.path.hasPrefix("deploy/monitoring/") }
    }

    /// Names of metrics in Platform's sources, and what its histograms make of them; `up` is Prometheus's own.
    private var exported: Set<String> {
        let sources = ServiceRenderer.fixedFiles.filter { $0.path.hasPrefix("Sources/Platform/") }.map(\.text).joined()
        let names = sources.matches(of: /"([a-z]+(?:_[a-z]+)+)"/).map { String($0.1) }
        return Set(names.flatMap { [$0, $0 + "_count", $0 + "_sum", $0 + "_bucket"] } + ["up"])
    }

    /// Those of the proxy are left out: a test with a real one (`Tests/GateTests/Watching`) knows them.
    private func metrics(in text: String) -> Set<String> {
        Set(text.matches(of: /([a-z][a-z0-9_:]*)\{[^}]*job=/).map { String($0.1) })
            .filter { !$0.contains(":") && !$0.hasPrefix("haproxy_") }
    }

    @Test func onlyMetricsThatTheServiceExportsAreRead() throws {
        for file in try files("users") where !file.path.hasSuffix("/prometheus.yml") {
            let unknown = metrics(in: file.text).subtracting(exported)
            #expect(unknown == [], "\(file.path)")
        }
        let rules = try #require(try files("users").first { $0.path.hasSuffix("/rules.yml") })
        #expect(metrics(in: rules.text).count > 12)
        #expect(metrics(in: "rate(no_such_metric_total{job='users'}[5m])").subtracting(exported).count == 1)
    }

    /// What a rule reads of another is recorded before it, in the same file.
    @Test func recordedNamesAreRecorded() throws {
        let rules = try #require(try files("users").first { $0.path.hasSuffix("/rules.yml") }).text
        let recorded = Set(rules.matches(of: /record: "?([a-z_]+:[a-z0-9_:]+)"?/).map { String($0.1) })
        #expect(recorded.count > 25)
        for file in try files("users") {
            let read = Set(file.text.matches(of: /([a-z_]+:[a-z0-9_:]+)\{job=/).map { String($0.1) })
            #expect(read.subtracting(recorded) == [], "\(file.path)")
        }
    }

    @Test func aServiceWithoutAccountsIsNotWatchedForTheirs() throws {
        for file in try files("minimal.yaml") {
            #expect(!file.text.contains("authentication_total"), "\(file.path)")
            #expect(!file.text.contains("session_cache"), "\(file.path)")
        }
    }

    /// The bucket of the objective is written by the service as the rule names it.
    @Test(arguments: [(200.0, "le='0.2'"), (1000, "le=~'1([.]0)?'"), (1, "le='0.001'"), (1500, "le='1.5'")])
    func theObjectiveIsABucket(milliseconds: Double, matcher: String) {
        #expect(MetricText.bucket(milliseconds / 1000) == matcher)
    }

    @Test func textsOfTheBriefStayOutOfRules() throws {
        for file in try files("hostile") { #expect(!file.text.contains("{{ "), "\(file.path)") }
    }
}
