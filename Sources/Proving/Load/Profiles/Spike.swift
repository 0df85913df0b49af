/// A spike: a quarter of the time at the rate, a quarter at ten times the rate, the rest at the rate again.
public struct Spike: Sendable, Equatable {
    public static let factor = 10.0
    /// Seconds in a row that must be good before the server counts as recovered.
    static let settled = 3

    public var rate: Double
    public var seconds: Double

    public init(rate: Double, seconds: Double) {
        self.rate = rate
        self.seconds = seconds
    }

    /// When the spike ends, in seconds since the start.
    public var end: Double { seconds / 2 }

    public var stages: [LoadStage] {
        [
            LoadStage(rate: rate, seconds: seconds / 4), LoadStage(rate: rate * Self.factor, seconds: seconds / 4),
            LoadStage(rate: rate, seconds: seconds / 2),
        ]
    }

    /// Seconds from the spike's end to the first of three good seconds in a row: no failure, and p95 within the limit.
    /// - Returns: nil when it did not recover.
    public func recovery(_ series: [LoadSecond], p95: Double) -> Double? {
        // What ends in the second of the spike's end may have been meant to start before it.
        let after = series.filter { $0.time > end }
        let isGood = after.map { $0.completed > 0 && $0.failures == 0 && $0.dropped == 0 && $0.p95 <= p95 }
        for index in after.indices where isGood[index...].prefix(Self.settled).allSatisfy(\.self) {
            guard index + Self.settled <= after.count else { return nil }
            return index == 0 ? 0 : after[index - 1].time - end
        }
        return nil
    }
}
