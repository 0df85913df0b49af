/// What one process has counted since it started, by short names.
public struct Counters: Sendable, Hashable, Codable {
    public var values: [String: Double]
    public var histograms: [String: LatencyHistogram]

    public init(_ values: [String: Double] = [:], histograms: [String: LatencyHistogram] = [:]) {
        self.values = values
        self.histograms = histograms
    }

    public subscript(_ name: String) -> Double? { values[name] }

    /// What came since an earlier look at the same process. What was not there then has begun at zero; what has gone back was set to
    /// zero in between, so that what is there now came since.
    public func since(_ earlier: Counters) -> Counters {
        var grown = self
        for (name, value) in values {
            let before = earlier.values[name] ?? 0
            grown.values[name] = value >= before ? value - before : value
        }
        for (name, histogram) in histograms {
            grown.histograms[name] = earlier.histograms[name].flatMap(histogram.since) ?? histogram
        }
        return grown
    }

    public static func + (left: Counters, right: Counters) -> Counters {
        Counters(
            left.values.merging(right.values, uniquingKeysWith: +),
            histograms: left.histograms.merging(right.histograms, uniquingKeysWith: +))
    }
}

extension LatencyHistogram {
    /// Both together. Where their buckets differ, those bounds are left that both have: of these the counts are exact.
    public static func + (left: LatencyHistogram, right: LatencyHistogram) -> LatencyHistogram {
        let common = Set(left.bounds).intersection(right.bounds).sorted()
        let both = zip(left.counts(at: common), right.counts(at: common)).map { $0 + $1 }
        return LatencyHistogram(bounds: common, counts: both)
    }

    /// Counted in fewer buckets; the bounds are some of its own.
    private func counts(at fewer: [Double]) -> [Int] {
        var result = Array(repeating: 0, count: fewer.count + 1)
        for (index, count) in counts.enumerated() {
            let bucket = index < bounds.count ? fewer.firstIndex { $0 >= bounds[index] } : nil
            result[bucket ?? fewer.count] += count
        }
        return result
    }
}
