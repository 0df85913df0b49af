import CoreMetrics
import Synchronization

/// Keeps a process's metrics and writes them in Prometheus's text format. Behind swift-metrics, so that libraries report here too.
public final class MetricsRegistry: Sendable {
    enum Kind: String { case counter, gauge, histogram }

    struct Key: Hashable {
        var name: String
        /// `{method="GET",status="200"}`, or empty.
        var labels: String

        init(_ name: String, _ labels: [(String, String)]) {
            self.name = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            self.labels = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        }

        private static func escaped(_ value: String) -> String {
            value.reduce(into: "") { text, character in
                switch character {
                case "\\": text += "\\\\"
                case "\"": text += "\\\""
                case "\n": text += "\\n"
                default: text.append(character)
                }
            }
        }
    }

    private struct State {
        var scalars: [Key: (kind: Kind, metric: Scalar)] = [:]
        var histograms: [Key: Histogram] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    func scalar(_ name: String, _ labels: [(String, String)] = [], kind: Kind) -> Scalar {
        let key = Key(name, labels)
        return state.withLock { state in
            if let known = state.scalars[key] { return known.metric }
            let scalar = Scalar()
            state.scalars[key] = (kind, scalar)
            return scalar
        }
    }

    func histogram(_ name: String, _ labels: [(String, String)] = [], bounds: [Double]) -> Histogram {
        let key = Key(name, labels)
        return state.withLock { state in
            if let known = state.histograms[key] { return known }
            let histogram = Histogram(bounds: bounds)
            state.histograms[key] = histogram
            return histogram
        }
    }

    /// Everything, in Prometheus's text format 0.0.4.
    public func text() -> String {
        let (scalars, histograms) = state.withLock { ($0.scalars, $0.histograms) }
        var text = ""
        var last = ""
        for (key, (kind, metric)) in scalars.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) })
        {
            if key.name != last { text += "# TYPE \(key.name) \(kind.rawValue)\n" }
            last = key.name
            text += "\(key.name)\(key.labels.isEmpty ? "" : "{\(key.labels)}") \(Self.format(metric.value))\n"
        }
        for (key, histogram) in histograms.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            if key.name != last { text += "# TYPE \(key.name) histogram\n" }
            last = key.name
            text += Self.lines(key, histogram.snapshot())
        }
        return text
    }

    private static func lines(_ key: Key, _ snapshot: Histogram.Snapshot) -> String {
        let prefix = key.labels.isEmpty ? "" : key.labels + ","
        let suffix = key.labels.isEmpty ? "" : "{\(key.labels)}"
        var text = ""
        var total = 0
        for (bound, count) in zip(snapshot.bounds, snapshot.counts) {
            total += count
            text += "\(key.name)_bucket{\(prefix)le=\"\(format(bound))\"} \(total)\n"
        }
        text += "\(key.name)_bucket{\(prefix)le=\"+Inf\"} \(snapshot.count)\n"
        text += "\(key.name)_sum\(suffix) \(format(snapshot.sum))\n"
        return text + "\(key.name)_count\(suffix) \(snapshot.count)\n"
    }

    private static func format(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}

/// A number that goes up, or up and down.
final class Scalar: Sendable {
    private let storage = Mutex(0.0)

    var value: Double { storage.withLock { $0 } }

    func add(_ amount: Double) { storage.withLock { $0 += amount } }
    func set(_ value: Double) { storage.withLock { $0 = value } }
}

/// Counts observations in buckets.
final class Histogram: Sendable {
    struct Snapshot: Sendable {
        /// Upper bounds, ascending.
        var bounds: [Double]
        /// Observations in each bucket, those above the last bound left out.
        var counts: [Int]
        var count = 0
        var sum = 0.0
    }

    /// Seconds, for durations.
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state: Mutex<Snapshot>

    init(bounds: [Double]) {
        state = Mutex(Snapshot(bounds: bounds, counts: Array(repeating: 0, count: bounds.count)))
    }

    func observe(_ value: Double) {
        state.withLock { state in
            state.count += 1
            state.sum += value
            if let bucket = state.bounds.firstIndex(where: { value <= $0 }) { state.counts[bucket] += 1 }
        }
    }

    func snapshot() -> Snapshot { state.withLock { $0 } }
}
