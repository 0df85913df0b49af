import Foundation
import Testing

@testable import Proving

@Suite struct ReportTests {
    private func report(
        _ measurement: LoadMeasurement, _ profile: LoadProfile = .load, seconds: Double = 600,
        _ thresholds: [String] = ["p(95)<200", "rate<0.001"], title: String = "Things"
    ) throws -> LoadReport {
        LoadReport(
            .init(
                title: title, target: "http://127.0.0.1:1", profile: profile, rate: 50, seconds: seconds,
                thresholds: try thresholds.map { try Threshold($0) }), measurement)
    }

    private let good = Measurements.of(["list": Array(repeating: 10, count: 100)])

    @Test("a run that meets its thresholds passes") func passes() throws {
        let report = try report(good)
        #expect(report.verdict == .pass)
        #expect(report.labels.isEmpty)
        #expect(report.reasons.isEmpty)
    }

    @Test("a missed threshold fails, and says by how much") func fails() throws {
        let report = try report(Measurements.of(["list": Array(repeating: 10, count: 100)], failures: 1))
        #expect(report.verdict == .fail)
        #expect(report.reasons == ["http_req_failed: rate<0.001 does not hold: it is 0.01"])
    }

    @Test("a generator at its limit makes the run invalid, never a pass", arguments: [0, 1, 2])
    func invalid(limit: Int) throws {
        let values = Array(repeating: 10.0, count: 1000)
        let measurement = Measurements.of(
            ["list": values], dropped: limit == 0 ? 2 : 0, lag: limit == 1 ? 5.1 : 0.1,
            processor: limit == 2 ? 0.81 : 0.1)
        let report = try report(measurement)
        #expect(report.verdict == .invalid)
        #expect(report.reasons.count == 1)
        #expect(report.markdown.contains("INVALID (GENERATOR-LIMITED)"))
    }

    @Test("just within its limits the generator is valid") func valid() {
        #expect(LoadValidity(lag: 5, dropped: 1, of: 1000, processor: [0.8, 0.1]).isValid)
        #expect(!LoadValidity(lag: 5, dropped: 1, of: 999, processor: [0.8, 0.1]).isValid)
    }

    @Test("a run without a request is no pass") func nothing() throws {
        #expect(try report(Measurements.of(["list": []]), .load, []).verdict == .fail)
    }

    @Test("a run shorter than the source asks for is labelled, and an interrupted one too") func labels() throws {
        #expect(try report(good, seconds: 60).labels == ["short: 60 s for the run instead of 10 min"])
        #expect(try report(good, .endurance, seconds: 600).labels == ["short: 10 min for the run instead of 24 h"])
        let stopped = try report(Measurements.of(["list": [10]], isInterrupted: true))
        #expect(stopped.verdict == .interrupted)
        #expect(stopped.markdown.contains("interrupted after"))
    }

    @Test("a spike that is not recovered from fails") func spike() throws {
        let series = (1...20).map { Measurements.second(Double($0), p95: $0 > 5 ? 900 : 10) }
        let measurement = Measurements.of(["list": Array(repeating: 10, count: 100)], series: series)
        let report = try report(measurement, .spike, seconds: 20)
        #expect(report.recovery == -1)
        #expect(report.verdict == .fail)
    }

    @Test("a spike is judged by what comes after it, whatever happened meanwhile") func recovered() throws {
        let series = (1...20).map { Measurements.second(Double($0), p95: (6...12).contains($0) ? 900 : 10) }
        let measurement = Measurements.of(["list": Array(repeating: 900, count: 100)], failures: 30, series: series)
        let report = try report(measurement, .spike, seconds: 20)
        #expect(report.recovery == 2)
        #expect(report.verdict == .pass)
        #expect(report.thresholds.allSatisfy { !$0.holds })
    }

    @Test("the report is JSON that can be read again, Markdown and SVG, whatever names are in it") func texts() throws {
        let name = "GET /<script>|`x`"
        let series = (1...3).map { Measurements.second(Double($0), rss: 1 << 20) }
        let measurement = Measurements.of([name: [1, 2, 3]], series: series)
        let report = try report(measurement, title: "<b>A & B</b>")
        #expect(try JSONDecoder().decode(LoadReport.self, from: report.json()) == report)
        #expect(!report.markdown.contains("<script>"))
        #expect(!report.markdown.contains("<b>"))
        for plot in report.plots {
            let parser = XMLDocumentCheck(plot.svg)
            #expect(parser.isWellFormed, "\(plot.name): \(plot.svg)")
        }
        let folder = try TemporaryFolder()
        try report.write(to: folder.path + "/out")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted()
        #expect(files == ["latency.svg", "rate.svg", "report.json", "report.md"])
    }
}

/// Whether every tag is closed by its own kind, in order: enough for what we write ourselves.
private struct XMLDocumentCheck {
    var isWellFormed: Bool

    init(_ text: String) {
        var open: [Substring] = []
        var isGood = true
        for match in text.matches(of: /<(\/?)([a-z]+)((?:\s+[a-zA-Z-]+="[^"<]*")*)\s*(\/?)>/) {
            if match.1 == "/" {
                isGood = isGood && open.popLast() == match.2
            } else if match.4 != "/" {
                open.append(match.2)
            }
        }
        let brackets = text.filter { $0 == "<" }.count
        isWellFormed = isGood && open.isEmpty && brackets == text.matches(of: /<\/?[a-z]+/).count
    }
}
