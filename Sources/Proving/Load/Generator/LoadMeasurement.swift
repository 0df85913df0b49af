import Histogram

/// All that a run of the generator measured.
public struct LoadMeasurement: Sendable {
    public let schedule: LoadSchedule
    /// Seconds from the start to the last answer.
    public let elapsed: Double
    public let isInterrupted: Bool
    /// Of the endpoints, in the mix's order.
    let names: [String]
    let total: LoadInterval
    /// By loop, the share of a core that its thread used.
    public let processor: [Double]
    public let seconds: [LoadSecond]

    /// All endpoints together.
    var all: LoadTally {
        total.tallies.reduce(into: LoadTally()) { sum, tally in if let tally { sum.add(tally) } }
    }

    /// Requests that ended.
    public var requests: Int { total.tallies.reduce(0) { $0 + ($1?.requests ?? 0) } }
    public var failures: Int { total.tallies.reduce(0) { $0 + ($1?.failures ?? 0) } }
    public var dropped: Int { total.dropped }
    /// Requests that ended, a second.
    public var achievedRate: Double { elapsed > 0 ? Double(requests) / max(elapsed, planned) : 0 }
    /// Seconds that were planned; those that passed when it was interrupted.
    private var planned: Double { isInterrupted ? elapsed : schedule.seconds }
    /// Of the requests that were to leave, failed or dropped; 0...1.
    public var errorRate: Double {
        let all = requests + dropped
        return all == 0 ? 0 : Double(failures + dropped) / Double(all)
    }
    /// Milliseconds at or below which this share of the requests ended.
    public func latency(_ percentile: Double) -> Double { all.latencies.milliseconds(percentile) }
    /// Milliseconds that the generator itself was late.
    public func lag(_ percentile: Double) -> Double { total.lag.milliseconds(percentile) }
}
