import Foundation

/// A limit in k6's grammar: `http_req_duration: p(95)<200`, `rate<0.001`, `http_req_duration{endpoint:User.list}: avg<=50`.
///
/// Metrics, as k6 has them: `http_req_duration` (milliseconds: `avg`, `min`, `med`, `max`, `p(N)`), `http_req_failed`
/// (`rate`), `http_reqs` and `dropped_iterations` (`count`, `rate` a second). Without a metric, `rate` is that of
/// `http_req_failed`, `count` that of `http_reqs`, all others are of `http_req_duration`.
/// See https://grafana.com/docs/k6/latest/using-k6/thresholds/.
public struct Threshold: Sendable, Equatable {
    public enum Metric: String, Sendable, CaseIterable {
        case duration = "http_req_duration"
        case failed = "http_req_failed"
        case requests = "http_reqs"
        case dropped = "dropped_iterations"

        var aggregations: String {
            switch self {
            case .duration: "avg, min, med, max, p(N)"
            case .failed: "rate"
            case .requests, .dropped: "count, rate"
            }
        }
    }

    public enum Aggregation: Sendable, Equatable {
        case avg, min, med, max, rate, count
        /// 0...100
        case percentile(Double)

        /// As it is written: `p(99.9)`.
        var name: String {
            switch self {
            case .avg: "avg"
            case .min: "min"
            case .med: "med"
            case .max: "max"
            case .rate: "rate"
            case .count: "count"
            case .percentile(let number): "p(\(LoadText.number(number)))"
            }
        }
    }

    public enum Comparison: String, Sendable, CaseIterable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "=="
        case strictlyEqual = "==="
        case unequal = "!="

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .less: left < right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            case .equal, .strictlyEqual: left == right
            case .unequal: left != right
            }
        }
    }

    public var metric: Metric
    /// Only this endpoint's requests; nil: all.
    public var endpoint: String?
    public var aggregation: Aggregation
    public var comparison: Comparison
    public var limit: Double

    public init(
        _ metric: Metric, endpoint: String? = nil, _ aggregation: Aggregation, _ comparison: Comparison, _ limit: Double
    ) {
        self.metric = metric
        self.endpoint = endpoint
        self.aggregation = aggregation
        self.comparison = comparison
        self.limit = limit
    }

    /// The key that k6 keeps it under: `http_req_duration{endpoint:User.list}`.
    public var key: String { metric.rawValue + (endpoint.map { "{endpoint:\($0)}" } ?? "") }
    /// `p(95)<200`
    public var condition: String { aggregation.name + comparison.rawValue + LoadText.number(limit) }
    /// As it can be read again.
    public var text: String { "\(key): \(condition)" }
}
