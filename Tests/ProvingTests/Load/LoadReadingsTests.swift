import Brief
import Testing

@testable import Proving

/// What a gate reads of a load run.
@Suite struct LoadReadingsTests {
    private func readings(
        _ measurement: LoadMeasurement, errors: Double = 0.01, change: (inout LoadReport) -> Void = { _ in }
    ) -> LoadReadings {
        var levels = ServiceLevels()
        levels.p95 = 20
        levels.throughput = 50
        levels.errors = errors
        var report = LoadReport(
            .init(title: "Things", target: "", profile: .load, rate: 50, seconds: 2, thresholds: []), measurement)
        change(&report)
        return LoadReadings(report, promised: levels)
    }

    private let good = Array(repeating: 10.0, count: 100)

    @Test func figuresAreSharesOfWhatWasPromised() throws {
        let readings = readings(Measurements.of(["list": good], failures: 1))
        #expect(abs(try #require(readings.latency.figure) - 50) < 1)
        #expect(readings.throughput.figure == 100)
        #expect(readings.errors.figure == 100)
        #expect(readings.errors.findings == ["1 of 100 requests failed", "500: 1"])
    }

    @Test func whatTheGeneratorSpoiltIsNotMeasured() {
        let readings = readings(Measurements.of(["list": good], lag: 6))
        for reading in [readings.latency, readings.throughput, readings.errors] {
            #expect(reading.figure == nil)
            #expect(reading.findings.joined().contains("p99 of the lag"))
        }
    }

    @Test func whereNothingMayFailOneFailureIsBeyondTheLimit() throws {
        let failed = readings(Measurements.of(["list": good], failures: 1), errors: 0)
        #expect(try #require(failed.errors.figure) > 100)
        #expect(readings(Measurements.of(["list": good]), errors: 0).errors.figure == 0)
    }

    @Test func whereAnOperationWasLeftOutNothingIsMeasuredAndItIsNamed() {
        let readings = readings(Measurements.of(["list": good])) { $0.leftOut = ["Order.create: no values"] }
        #expect(readings.latency.figure == nil)
        #expect(readings.errors.findings.joined().contains("Order.create: no values"))
    }

    @Test func aServerThatWasNotWatchedOrDoesNotTellIsNotMeasured() {
        let readings = readings(Measurements.of(["list": good]))
        #expect(readings.memory.figure == nil)
        #expect(readings.processor.figure == nil)
        #expect(readings.database.figure == nil)
        let told = self.readings(Measurements.of(["list": good])) { $0.bottlenecks = Bottlenecks(databaseP95: 5) }
        #expect(told.database.figure == 5)
    }
}
