import Histogram

/// What happened in one second of a run.
public struct LoadSecond: Sendable, Equatable, Codable {
    /// Its end, in seconds since the start.
    public var time: Double
    /// Requests whose time came.
    public var due: Int
    /// Requests that ended.
    public var completed: Int
    public var failures: Int
    public var dropped: Int
    /// Milliseconds; 0 when nothing ended.
    public var p50: Double
    public var p95: Double
    public var p99: Double
    public var max: Double
    /// Of the generator, 99 % of the requests left with at most this delay, in milliseconds.
    public var lag: Double
    /// Of the server, in cores.
    public var cpu: Double?
    /// Of the server, resident, in bytes.
    public var rss: Int?

    init(_ interval: LoadInterval, endingAt time: Double, server: ServerWatch.Sample?, since last: ServerWatch.Sample?)
    {
        let tallies = interval.tallies.compactMap(\.self)
        let latencies = tallies.reduce(into: Latencies.latencies()) { $0.add($1.latencies) }
        self.time = time
        due = interval.due
        completed = Int(latencies.totalCount)
        failures = tallies.reduce(0) { $0 + $1.failures }
        dropped = interval.dropped
        p50 = latencies.milliseconds(50)
        p95 = latencies.milliseconds(95)
        p99 = latencies.milliseconds(99)
        max = latencies.milliseconds(100)
        lag = interval.lag.milliseconds(99)
        rss = server?.bytes
        if let server, let last, server.at > last.at { cpu = (server.seconds - last.seconds) / (server.at - last.at) }
    }
}
