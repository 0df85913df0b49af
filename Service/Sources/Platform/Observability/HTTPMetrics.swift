import HTTPTypes
import Synchronization

/// The metrics of the pipeline. Handles are looked up once for each method, route and status.
final class HTTPMetrics: Sendable {
    private struct Key: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private let registry: MetricsRegistry
    private let bounds: [Double]
    private let limited: Scalar
    private let sent: Scalar
    /// Requests that are being answered.
    let active: Scalar
    /// Tokens by what became of them: accepted, refused, or none where one is needed.
    let accepted: Scalar
    let refused: Scalar
    let missing: Scalar
    private let durations = Mutex<[Key: Histogram]>([:])

    /// - Parameter latencyObjective: seconds; a bucket ends there, so that the objective can be read off exactly, and at its
    ///   double and fourfold, so that a quantile beyond the objective is told from one far beyond it.
    init(registry: MetricsRegistry, latencyObjective: Double) {
        self.registry = registry
        bounds = Set(Histogram.seconds + [1, 2, 4].map { $0 * latencyObjective }).sorted()
        limited = registry.scalar("rate_limit_refusals_total", kind: .counter)
        sent = registry.scalar("http_server_response_body_bytes_total", kind: .counter)
        active = registry.scalar("http_server_active_requests", kind: .gauge)
        let outcome = { registry.scalar("authentication_total", [("outcome", $0)], kind: .counter) }
        accepted = outcome("accepted")
        refused = outcome("refused")
        missing = outcome("missing")
    }

    /// - Parameter bytes: of the answer's body.
    func record(_ elapsed: Duration, method: HTTPRequest.Method, route: String, status: Int, bytes: Int) {
        // A method is whatever a client writes; labels must stay few.
        let method = Self.methods.contains(method) ? method.rawValue : "other"
        let key = Key(method: method, route: route, status: status)
        let histogram = durations.withLock { durations in
            if let known = durations[key] { return known }
            let histogram = registry.histogram(
                "http_server_request_duration_seconds",
                [("method", method), ("route", route), ("status", String(status))], bounds: bounds)
            durations[key] = histogram
            return histogram
        }
        histogram.observe(elapsed.microseconds / 1e6)
        sent.add(Double(bytes))
        if status == 429 { limited.add(1) }
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
