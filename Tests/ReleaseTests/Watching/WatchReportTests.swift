import Foundation
import Testing

@testable import Release

@Suite struct WatchReportTests {
    /// Five minutes of 600 requests a minute.
    private func script(failing: Double = 0, slow: Double = 0, pool: Double = 0, perMinute: Double = 600) -> WatchScript
    {
        var script = WatchScript()
        for minute in 0...6 {
            let count = perMinute * Double(minute)
            script.look(
                Int64(minute) * 60, answers: ["2xx": count * (1 - failing), "5xx": count * failing],
                fast: Int(count * (1 - slow)), slow: Int(count * slow),
                values: [
                    "database.read": Double(minute) * 240 * pool, "limited": Double(minute) * 2,
                    "tokens.accepted": count, "sessions.hit": count * 0.75, "sessions.miss": count * 0.25,
                ],
                usage: [
                    "GET /v1/users/{id}|2xx": count, "GET /v1/users/{id}|4xx": count / 10,
                    "GET /v1/users/{id}|seconds": count * 0.022, "POST /v1/users|2xx": 0, "POST /v1/users|seconds": 0,
                ])
        }
        return script
    }

    private func report(_ script: WatchScript, _ objectives: Objectives = Objectives()) -> WatchReport {
        WatchReport(
            service: "users", label: "hour 1 of 24", WatchWindow(from: 0, to: 360), samples: script.samples,
            objectives: objectives)
    }

    private func value(_ measures: [WatchReport.Measure], _ name: String) -> Double? {
        measures.first { $0.name == name }?.value
    }

    @Test func `Figures are those of the samples`() {
        let report = report(script(failing: 0.02, slow: 0.1, pool: 0.5))
        #expect(value(report.application, "requests") == 3600)
        #expect(value(report.application, "throughput") == 10)
        #expect(value(report.application, "availability").map { ($0 * 1000).rounded() } == 98_000)
        #expect(value(report.application, "p95").map { $0.rounded() } == 550, "half of the bucket from 0.1 to 1 s")
        #expect(value(report.infrastructure, "database connections in use") == 50)
        #expect(value(report.infrastructure, "session cache hits") == 75)
        #expect(value(report.infrastructure, "processor") == 0.5)
        #expect(value(report.business, "refused by rate limits") == 12)
        #expect(report.endpoints.map(\.name) == ["GET /v1/users/{id}"])
        #expect(report.endpoints.first?.requests == 3960)
        #expect(report.endpoints.first?.clientErrors == 360)
        #expect(report.endpoints.first?.mean.map { $0.rounded() } == 20)
        #expect(report.points.count == 6, "two looks a piece")
        #expect(report.points.allSatisfy { $0.requests == 10 })
    }

    @Test func `What a service does not export is named, not made up`() throws {
        let report = report(script())
        #expect(value(report.business, "active users") == nil)
        let waits = try #require(report.infrastructure.first { $0.name.hasPrefix("wait") })
        #expect(waits.value == nil)
        #expect(waits.note == "the service exports no database_wait_duration_seconds")
        #expect(report.markdown.contains("| active users | not measured | the service does not count them |"))
        let round = try JSONDecoder().decode(WatchReport.self, from: report.json())
        #expect(round == report)
    }

    @Test func `Nothing seen is no figure`() {
        let report = report(WatchScript())
        #expect((report.application + report.infrastructure + report.business).allSatisfy { $0.value == nil })
        #expect(report.alerts.allSatisfy { $0.fires == nil })
        #expect(report.markdown.contains("Nobody looked"))
        #expect(report.plots.isEmpty)
    }

    private static let cases: [(String, failing: Double, slow: Double, pool: Double, fires: [String])] = [
        ("all is well", 0, 0, 0.5, []),
        ("1 in 200 fails", 0.005, 0, 0, ["AvailabilityLow"]),
        ("2 % fail", 0.02, 0, 0, ["AvailabilityLow", "ErrorsHigh"]),
        ("6 % fail", 0.06, 0, 0, ["AvailabilityLow", "ErrorsCritical", "ErrorsHigh"]),
        ("one in ten is slow", 0, 0.1, 0, ["LatencyHigh"]),
        ("one in twenty-five is slow", 0, 0.04, 0, []),
        ("the pool is busy", 0, 0, 0.85, ["DatabasePoolBusy"]),
    ]

    @Test(arguments: cases.indices) func `Alerts fire beyond the source's thresholds, and only there`(_ index: Int) {
        let one = Self.cases[index]
        let alerts = report(script(failing: one.failing, slow: one.slow, pool: one.pool)).alerts
        #expect(alerts.count == 6)
        #expect(alerts.allSatisfy { $0.fires != nil })
        #expect(alerts.filter { $0.fires == true }.map(\.name).sorted() == one.fires, "\(one.0)")
    }

    @Test func `A p95 beyond a second is critical`() {
        var script = WatchScript()
        for minute in 0...6 {
            script.look(Int64(minute) * 60)
            let latency = LatencyHistogram(bounds: [0.1, 1, 2], counts: [0, 0, minute * 100, 0])
            script.amend { $0.instances[0].service?.histograms["requests"] = latency }
        }
        #expect(report(script).alerts.filter { $0.fires == true }.map(\.name) == ["LatencyHigh", "LatencyCritical"])
    }

    @Test func `A laxer objective gives way, one failure at night wakes nobody, little is not judged`() {
        let lax = report(script(failing: 0.06), Objectives(availability: 0.9, p95: 2000, errors: 0.1))
        #expect(lax.alerts.allSatisfy { $0.fires == false })
        let night = report(script(failing: 0.2, perMinute: 2)).alerts
        #expect(night.allSatisfy { $0.fires != true })
        #expect(night.filter { $0.fires == nil }.map(\.name) == ["LatencyHigh", "LatencyCritical"])
    }

    @Test func `A hostile name stays text`() {
        let report = WatchReport(
            service: "a](javascript:alert(1))|<script>", label: "x", WatchWindow(from: 0, to: 360),
            samples: script().samples)
        #expect(!report.markdown.contains("<script>"))
        #expect(!report.markdown.contains("a]("))
    }

    @Test func `Reports are due early, and at each full hour of a day`() {
        let due = { (now: Int64) in ReportSchedule.due(released: 1000, now: now).map(\.name) }
        #expect(due(1299) == [])
        #expect(due(1300) == ["first-5-minutes"])
        #expect(due(1000 + 2 * 3600) == ["first-5-minutes", "hour-01", "hour-02"])
        #expect(due(1000 + 24 * 3600).count == 25)
        #expect(due(1000 + 25 * 3600).first == "hour-02")
        #expect(due(1000 + 48 * 3600) == [])
        let windows = ReportSchedule.all(released: 1000).dropFirst().map(\.window)
        #expect(zip(windows, windows.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(windows.last?.to == 87_400)
    }
}
