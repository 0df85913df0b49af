/// What was seen of one slot over some time, or since its start.
public struct Sample: Sendable, Hashable, Codable {
    /// Answered requests, and those whose connection failed.
    public var requests: Int
    /// 5xx answers and failed connections. A 4xx is often a correct answer.
    public var errors: Int
    public var latency: LatencyHistogram
    /// Whether the instance answered ready just now.
    public var isHealthy: Bool
    /// How often each pod that counted was started again, by the pod's name; empty where others do not start it again.
    public var restarts: [String: Int]

    public init(
        requests: Int, errors: Int, latency: LatencyHistogram, isHealthy: Bool = true, restarts: [String: Int] = [:]
    ) {
        self.requests = requests
        self.errors = errors
        self.latency = latency
        self.isHealthy = isHealthy
        self.restarts = restarts
    }

    public var errorShare: Share { Share(min(errors, requests), of: requests) }

    /// Whether a pod was started again by others than us.
    func hasRestarted(since earlier: Sample) -> Bool {
        earlier.restarts.contains { name, count in restarts[name].map { $0 > count } ?? false }
    }

    /// What came since an earlier sample of the same counters; nil when they went back, or one that counted is gone.
    public func since(_ earlier: Sample) -> Sample? {
        guard requests >= earlier.requests, errors >= earlier.errors,
            earlier.restarts.allSatisfy({ restarts[$0.key] == $0.value }),
            let latency = latency.since(earlier.latency)
        else { return nil }
        return Sample(
            requests: requests - earlier.requests, errors: errors - earlier.errors, latency: latency,
            isHealthy: isHealthy, restarts: restarts)
    }
}
