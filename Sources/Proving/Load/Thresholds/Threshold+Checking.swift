import Histogram

/// A threshold held against what was measured.
public struct ThresholdResult: Sendable, Equatable, Codable {
    /// `http_req_duration: p(95)<200`
    public var threshold: String
    /// Nil: nothing was measured, so it does not hold.
    public var value: Double?
    public var holds: Bool
}

extension Threshold {
    public func check(_ measurement: LoadMeasurement) -> ThresholdResult {
        let value = value(in: measurement)
        return ThresholdResult(
            threshold: text, value: value, holds: value.map { comparison.holds($0, limit) } ?? false)
    }

    private func value(in measurement: LoadMeasurement) -> Double? {
        let seconds = max(measurement.elapsed, 1e-9)
        if metric == .dropped {
            return aggregation == .count ? Double(measurement.dropped) : Double(measurement.dropped) / seconds
        }
        guard let tally = tally(in: measurement), tally.requests > 0 else { return nil }
        switch (metric, aggregation) {
        case (.failed, _): return Double(tally.failures) / Double(tally.requests)
        case (.requests, .count): return Double(tally.requests)
        case (.requests, _): return Double(tally.requests) / seconds
        default: return duration(tally.latencies)
        }
    }

    private func tally(in measurement: LoadMeasurement) -> LoadTally? {
        guard let endpoint else { return measurement.all }
        return measurement.names.firstIndex(of: endpoint).flatMap { measurement.total.tallies[$0] }
    }

    private func duration(_ latencies: Latencies) -> Double? {
        switch aggregation {
        case .avg: latencies.mean / 1000
        case .min: Double(latencies.min) / 1000
        case .med: latencies.milliseconds(50)
        case .max: latencies.milliseconds(100)
        case .percentile(let number): latencies.milliseconds(number)
        case .rate, .count: nil
        }
    }
}
