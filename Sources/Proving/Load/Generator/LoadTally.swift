import Histogram

/// Latencies in microseconds, to three digits.
typealias Latencies = Histogram<UInt32>

extension Histogram where Count == UInt32 {
    /// From a microsecond to an hour: longer ones count as an hour.
    static func latencies() -> Self { Histogram(highestTrackableValue: ceiling) }
    static var ceiling: UInt64 { 3_600_000_000 }

    /// - Parameter nanoseconds: kept in whole microseconds, at least one.
    mutating func record(nanoseconds: UInt64) {
        _ = record(Swift.min(Swift.max(1, (nanoseconds + 500) / 1000), Self.ceiling))
    }

    /// Milliseconds at or below which this share of the values lies; 0 when there are none.
    func milliseconds(_ percentile: Double) -> Double {
        totalCount == 0 ? 0 : Double(Swift.min(valueAtPercentile(percentile), maxRecorded)) / 1000
    }
}

/// What became of an endpoint's requests.
struct LoadTally: Sendable {
    /// Of all requests that ended, failed ones too, from their intended start.
    var latencies = Latencies.latencies()
    /// Answers by status.
    var statuses: [Int: Int] = [:]
    /// Requests without an answer, by `LoadFailure`.
    var errors: [String: Int] = [:]
    /// Answers with a status that was not expected, and requests without an answer.
    var failures = 0
    var bytes = 0

    var requests: Int { Int(latencies.totalCount) }

    mutating func answered(_ status: Int, isExpected: Bool, after nanoseconds: UInt64, bytes count: Int) {
        latencies.record(nanoseconds: nanoseconds)
        statuses[status, default: 0] += 1
        bytes += count
        if !isExpected { failures += 1 }
    }

    mutating func failed(_ failure: LoadFailure, after nanoseconds: UInt64) {
        latencies.record(nanoseconds: nanoseconds)
        errors[failure.rawValue, default: 0] += 1
        failures += 1
    }

    mutating func add(_ other: LoadTally) {
        latencies.add(other.latencies)
        statuses.merge(other.statuses, uniquingKeysWith: +)
        errors.merge(other.errors, uniquingKeysWith: +)
        failures += other.failures
        bytes += other.bytes
    }
}
