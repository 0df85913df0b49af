/// What is promised of a service.
public struct Objectives: Sendable, Hashable, Codable {
    /// Share of requests that are answered.
    public var availability: Double
    /// Milliseconds.
    public var p95: Double
    /// Share of requests that may fail.
    public var errors: Double

    public init(availability: Double = 0.999, p95: Double = 200, errors: Double = 0.001) {
        self.availability = availability
        self.p95 = p95
        self.errors = errors
    }
}

/// An alert of the service's rules, as far as the monitor can judge it.
public struct WatchAlert: Sendable, Hashable, Codable {
    /// As in `rules.yml` and the runbook.
    public var name: String
    public var severity: String
    /// What is beyond what: `p95 of 5 minutes is 612 ms, above 500 ms`.
    public var words: String
    /// Nil: there was too little to judge by.
    public var fires: Bool?
}

extension WatchAlert {
    /// Fewer do not wake anybody, as in the rules.
    private static let leastFailures = 5.0
    private static let leastRequests = 20

    /// The thresholds of the source; where the objective is laxer, that.
    /// - Parameters:
    ///   - recent: the last five minutes.
    ///   - hour: the last hour.
    static func all(_ recent: Increase, hour: Increase, _ objectives: Objectives) -> [WatchAlert] {
        latency(recent, objectives) + errors(recent, objectives) + [
            availability(hour, objectives),
            judged(
                "DatabasePoolBusy", "warning", "database connections in use over 5 minutes",
                recent.pool.map { $0 * 100 },
                above: 80, "%"),
        ]
    }

    private static func latency(_ recent: Increase, _ objectives: Objectives) -> [WatchAlert] {
        let latency = recent.latency.flatMap { $0.total >= leastRequests ? $0.quantile(0.95) : nil }
        return [
            ("LatencyHigh", "warning", max(500, objectives.p95)),
            ("LatencyCritical", "critical", max(1000, 2 * objectives.p95)),
        ].map { judged($0, $1, "p95 of 5 minutes", latency.map { $0 * 1000 }, above: $2, "ms") }
    }

    private static func errors(_ recent: Increase, _ objectives: Objectives) -> [WatchAlert] {
        [("ErrorsHigh", "warning", 0.01), ("ErrorsCritical", "critical", 0.05)].map {
            judged(
                $0, $1, "5xx of 5 minutes", recent.share(of: "5xx").map { $0 * 100 },
                above: max($2, objectives.errors) * 100, "%", if: recent.failures >= leastFailures)
        }
    }

    private static func availability(_ hour: Increase, _ objectives: Objectives) -> WatchAlert {
        let value = hour.availability.map { $0 * 100 }
        let limit = objectives.availability * 100
        return WatchAlert(
            name: "AvailabilityLow", severity: "critical",
            words: "availability of the last hour is \(value.map { "\($0.short) %" } ?? "not measured"), "
                + "the objective is \(limit.short) %",
            fires: value.map { $0 < limit && hour.failures >= leastFailures })
    }

    private static func judged(
        _ name: String, _ severity: String, _ what: String, _ value: Double?, above limit: Double, _ unit: String,
        if isEnough: Bool = true
    ) -> WatchAlert {
        let words = value.map { "\(what) is \($0.short) \(unit)" } ?? "\(what): too little to judge by"
        return WatchAlert(
            name: name, severity: severity, words: "\(words), the limit is \(limit.short) \(unit)",
            fires: value.map { $0 > limit && isEnough })
    }
}
