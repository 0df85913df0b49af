/// Latencies counted in buckets, as a service exports them.
public struct LatencyHistogram: Sendable, Hashable, Codable {
    /// Upper bounds in seconds, rising; beyond the last there is one more bucket.
    public var bounds: [Double]
    /// One more than bounds.
    public var counts: [Int]

    public init(bounds: [Double], counts: [Int]? = nil) {
        self.bounds = bounds
        self.counts = counts ?? Array(repeating: 0, count: bounds.count + 1)
    }

    public var total: Int { counts.reduce(0, +) }

    /// The quantile in seconds, interpolated within its bucket as Prometheus' `histogram_quantile` does; the last bound
    /// where it lies beyond; nil without data.
    public func quantile(_ q: Double) -> Double? {
        guard total > 0, let last = bounds.last else { return nil }
        let rank = q * Double(total)
        var below = 0
        for (index, count) in counts.enumerated() {
            if Double(below + count) >= rank, count > 0 {
                guard index < bounds.count else { return last }
                let start = index == 0 ? 0 : bounds[index - 1]
                return start + (bounds[index] - start) * (rank - Double(below)) / Double(count)
            }
            below += count
        }
        return last
    }

    /// Of both; nil when their buckets differ.
    func adding(_ other: LatencyHistogram) -> LatencyHistogram? {
        if total == 0 { return other }
        if other.total == 0 { return self }
        guard bounds == other.bounds else { return nil }
        return LatencyHistogram(bounds: bounds, counts: zip(counts, other.counts).map(+))
    }

    /// What came since `earlier`; nil when buckets differ or counters went back (the process was started again).
    public func since(_ earlier: LatencyHistogram) -> LatencyHistogram? {
        if earlier.total == 0 { return self }
        guard bounds == earlier.bounds else { return nil }
        let counts = zip(counts, earlier.counts).map { $0 - $1 }
        return counts.allSatisfy { $0 >= 0 } ? LatencyHistogram(bounds: bounds, counts: counts) : nil
    }
}
