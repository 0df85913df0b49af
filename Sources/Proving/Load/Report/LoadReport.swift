import Histogram

/// What a load run found, for people and programs.
public struct LoadReport: Sendable, Equatable, Codable {
    public enum Verdict: String, Sendable, Codable {
        case pass, fail
        /// The generator was at its limit: never a pass.
        case invalid = "invalid (generator-limited)"
        /// It was stopped; the figures are of what had been done.
        case interrupted
    }

    public var title: String
    /// `http://127.0.0.1:8080`
    public var target: String
    public var profile: LoadProfile
    public var verdict: Verdict
    /// Why it is no pass, and what to do.
    public var reasons: [String]
    /// `short: 60 s instead of 10 min`; empty: none.
    public var labels: [String]
    public var stages: [LoadStage]
    /// Seconds from the start to the last answer.
    public var elapsed: Double
    /// Requests per second: what was meant, and what ended.
    public var targetRate: Double
    public var achievedRate: Double
    public var requests: Int
    public var failures: Int
    /// Of the requests that were due, failed or dropped; 0...1.
    public var errorRate: Double
    public var latency: LatencySummary
    public var thresholds: [ThresholdResult]
    /// The slowest first, by p95.
    public var endpoints: [EndpointSummary]
    /// By status.
    public var statuses: [String: Int]
    /// Requests without an answer, by what happened.
    public var errors: [String: Int]
    public var generator: GeneratorSummary
    public var server: ServerSummary?
    /// Of `stress`.
    public var stress: StressSummary?
    /// Of `spike`: seconds until the server had recovered; -1: it did not.
    public var recovery: Double?
    /// Of `endurance`.
    public var endurance: Endurance?
    public var bottlenecks: Bottlenecks?
    /// Operations that were not called, and why.
    public var leftOut: [String]
    public var notes: [String]
    public var seconds: [LoadSecond]
}

/// In milliseconds, from the intended start.
public struct LatencySummary: Sendable, Equatable, Codable {
    public var p50: Double
    public var p90: Double
    public var p95: Double
    public var p99: Double
    public var max: Double
    public var mean: Double

    init(_ latencies: Latencies) {
        p50 = latencies.milliseconds(50)
        p90 = latencies.milliseconds(90)
        p95 = latencies.milliseconds(95)
        p99 = latencies.milliseconds(99)
        max = latencies.milliseconds(100)
        mean = latencies.totalCount == 0 ? 0 : latencies.mean / 1000
    }
}

public struct EndpointSummary: Sendable, Equatable, Codable {
    public var name: String
    public var requests: Int
    public var failures: Int
    public var latency: LatencySummary
    public var statuses: [String: Int]
    public var errors: [String: Int]
}

/// Of the generator itself: what its figures are worth.
public struct GeneratorSummary: Sendable, Equatable, Codable {
    /// Milliseconds by which requests left late.
    public var lagP50: Double
    public var lagP99: Double
    public var lagMax: Double
    /// Requests never sent.
    public var dropped: Int
    /// Of requests whose endpoint had none left and another was called.
    public var replaced: Int
    /// Opened in all.
    public var connections: Int
    /// By loop, the share of a core.
    public var processor: [Double]
}

/// Of the server's processes (`--pid`).
public struct ServerSummary: Sendable, Equatable, Codable {
    /// Cores used, on average and in the busiest second.
    public var cpu: Double
    public var cpuMax: Double
    /// Resident, in bytes, the most in a second.
    public var rssMax: Int

    init?(_ series: [LoadSecond]) {
        let used = series.compactMap(\.cpu)
        guard !used.isEmpty, let rss = series.compactMap(\.rss).max() else { return nil }
        cpu = used.reduce(0, +) / Double(used.count)
        cpuMax = used.max() ?? 0
        rssMax = rss
    }
}

public struct StressSummary: Sendable, Equatable, Codable {
    public var steps: [StressSearch.Step]
    /// The highest rate that met the thresholds; nil: none did.
    public var highestRate: Double?
    /// The server may take more than `highestRate`: the generator could not.
    public var isGeneratorLimited: Bool
}
