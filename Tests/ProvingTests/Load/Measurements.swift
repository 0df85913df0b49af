@testable import Proving

/// What a generator would have measured.
enum Measurements {
    /// - Parameter latencies: by endpoint, in milliseconds; the first endpoint has the failures.
    static func of(
        _ latencies: KeyValuePairs<String, [Double]>, failures: Int = 0, dropped: Int = 0, lag: Double = 0.1,
        processor: Double = 0.1, isInterrupted: Bool = false, series: [LoadSecond] = []
    ) -> LoadMeasurement {
        var total = LoadInterval(endpoints: latencies.count)
        for (index, (_, values)) in latencies.enumerated() {
            var tally = LoadTally()
            for (number, value) in values.enumerated() {
                let isFailed = index == 0 && number < failures
                tally.answered(isFailed ? 500 : 200, isExpected: !isFailed, after: UInt64(value * 1e6), bytes: 2)
                total.lag.record(nanoseconds: UInt64(lag * 1e6))
            }
            total.tallies[index] = tally
            total.due += values.count
        }
        total.due += dropped
        total.dropped = dropped
        return LoadMeasurement(
            schedule: LoadSchedule([LoadStage(rate: Double(total.due) / 2, seconds: 2)]), elapsed: 2,
            isInterrupted: isInterrupted, names: latencies.map(\.key), total: total, processor: [processor],
            seconds: series)
    }

    static func second(
        _ time: Double, p95: Double = 10, failures: Int = 0, rss: Int? = nil, completed: Int = 100
    ) -> LoadSecond {
        var second = LoadSecond(LoadInterval(endpoints: 0), endingAt: time, server: nil, since: nil)
        second.completed = completed
        second.p95 = p95
        second.failures = failures
        second.rss = rss
        return second
    }
}
