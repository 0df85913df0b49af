/// What was seen of one slot over some time, or since its start.
public struct Sample: Sendable, Hashable, Codable {
    /// Answered requests, and those whose connection failed.
    public var requests: Int
    /// 5xx answers and failed connections. A 4xx is often a correct answer.
    public var errors: Int
    public var latency: LatencyHistogram
    /// Whether the instance answered ready just now.
    public var isHealthy: Bool

    public init(requests: Int, errors: Int, latency: LatencyHistogram, isHealthy: Bool = true) {
        self.requests = requests
        self.errors = errors
        self.latency = latency
        self.isHealthy = isHealthy
    }

    public var errorShare: Share { Share(min(errors, requests), of: requests) }

    /// What came since an earlier sample of the same counters; nil when they went back.
    public func since(_ earlier: Sample) -> Sample? {
        guard requests >= earlier.requests, errors >= earlier.errors, let latency = latency.since(earlier.latency)
        else { return nil }
        return Sample(
            requests: requests - earlier.requests, errors: errors - earlier.errors, latency: latency,
            isHealthy: isHealthy)
    }
}
