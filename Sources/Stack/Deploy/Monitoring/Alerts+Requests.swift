import Brief

/// Alerts on what clients notice. A threshold of the source gives way to the brief's own level where that is laxer.
struct RequestAlerts: Sendable {
    /// Fewer failed requests than this wake nobody: one that fails at night is a large share of little.
    static let leastFailures = 5
    /// Fewer requests than this in five minutes say nothing of a quantile.
    static let leastRequests = 20

    let words: PromQL
    let traffic: TestTraffic
    private var job: [(String, String)] { [("job", words.job)] }

    var all: [Alert] { [presence, errors, [availability], latency, [objective, throughput]].flatMap(\.self) }

    private var presence: [Alert] {
        let down = traffic.instance
        return [
            Alert(
                name: "InstanceDown", severity: .critical, expression: "\(words.series("up")) == 0", hold: 1,
                summary: "An instance of \(words.job) does not answer.",
                action:
                    "Look whether the process runs and what its log ends with; roll back if it came with a release.",
                cases: [
                    AlertCase(title: "fires when scrapes fail", series: [.gauge("up", down, 0)], fires: [down]),
                    AlertCase(title: "is silent while they succeed", series: [.gauge("up", down, 1)]),
                ]),
            Alert(
                name: "ServiceMissing", severity: .critical, expression: "absent(\(words.series("up")))", hold: 5,
                summary: "No instance of \(words.job) is watched.",
                action: "Look at targets.yml beside prometheus.yml: nothing is known of the service at all.",
                cases: [
                    AlertCase(
                        title: "fires when only others are scraped",
                        series: [.gauge("up", [("job", "other"), ("instance", "127.0.0.1:1")], 1)], fires: [job]),
                    AlertCase(title: "is silent while one is there, up or down", series: [.gauge("up", down, 0)]),
                ]),
        ]
    }

    private var errors: [Alert] {
        let failures = words.series("job:http_errors:rate5m")
        let limits: [(String, Alert.Severity, Double, Int)] = [
            ("ErrorsHigh", .warning, 0.01, 5), ("ErrorsCritical", .critical, 0.05, 2),
        ]
        return limits.compactMap { name, severity, threshold, hold in
            let threshold = max(threshold, words.levels.errors)
            guard threshold < 1 else { return nil }
            let expression =
                "\(words.series("job:http_errors:ratio5m")) > \(PromQL.number(threshold))"
                + " and \(failures) * 300 >= \(Self.leastFailures)"
            return Alert(
                name: name, severity: severity, expression: expression, hold: hold,
                summary: "More than \(PromQL.number(threshold * 100)) % of requests to \(words.job) fail.",
                action: "Read the log's lines of level error; roll back if a release is younger than the fault.",
                cases: [
                    AlertCase(
                        title: "fires above the threshold", series: traffic.failing(Self.above(threshold)), fires: [job]
                    ),
                    AlertCase(title: "is silent below it", series: traffic.failing(threshold * 0.8)),
                    AlertCase(title: "is silent for one failed request at night", series: traffic.quietNight),
                ])
        }
    }

    private var availability: Alert {
        let budget = words.budget
        return Alert(
            name: "AvailabilityLow", severity: .critical,
            expression: "\(words.series("job:http_errors:ratio1h")) > \(PromQL.number(budget))"
                + " and \(words.series("job:http_errors:rate1h")) * 3600 >= \(Self.leastFailures)", hold: 5,
            summary:
                "Less than \(PromQL.number(100 - budget * 100)) % of an hour's requests to \(words.job) were answered.",
            action: "Find the route that fails (dashboard, Errors by route) and what changed within the hour.",
            cases: [
                AlertCase(
                    title: "fires below the objective", series: traffic.failing(Self.above(budget)), fires: [job]),
                AlertCase(title: "is silent above it", series: traffic.failing(budget * 0.8)),
                AlertCase(title: "is silent for one failed request at night", series: traffic.quietNight),
            ])
    }

    private var latency: [Alert] {
        let enough = "\(words.series("job:http_requests:rate5m")) * 300 >= \(Self.leastRequests)"
        let objective = words.levels.p95 / 1000
        let limits: [(String, Alert.Severity, Double)] = [
            ("LatencyHigh", .warning, max(0.5, objective)),
            ("LatencyCritical", .critical, max(1, 2 * objective)),
        ]
        return limits.map { name, severity, threshold in
            Alert(
                name: name, severity: severity,
                expression:
                    "\(words.series("job:http_request_duration_seconds:p95_5m")) > \(PromQL.number(threshold)) and "
                    + enough, hold: 5,
                summary: "p95 of \(words.job) is above \(PromQL.number(threshold * 1000)) ms.",
                action: "Compare database time and waits with the whole (dashboard); the log names slow queries.",
                cases: [
                    AlertCase(
                        title: "fires above the threshold", series: traffic.answered(0.9, within: threshold),
                        fires: [job]),
                    AlertCase(title: "is silent below it", series: traffic.answered(0.96, within: threshold)),
                    AlertCase(
                        title: "is silent for a slow request now and then",
                        series: traffic.answered(0.5, within: threshold, perMinute: 2)),
                ])
        }
    }

    /// The brief's p95 is a promise that 95 % of requests are as fast.
    private var objective: Alert {
        let seconds = words.levels.p95 / 1000
        return Alert(
            name: "LatencyObjectiveMissed", severity: .warning,
            expression: "\(words.series("job:http_slow_requests:ratio1h")) > 0.05"
                + " and \(words.series("job:http_requests:rate5m")) * 300 >= \(Self.leastRequests)", hold: 15,
            summary: "More than 5 % of an hour's requests to \(words.job) took longer than "
                + "\(PromQL.number(words.levels.p95)) ms.",
            action: "Find the slow route (dashboard, p95 by route) and look at its queries' plans.",
            cases: [
                AlertCase(title: "fires at 10 % slow", series: traffic.answered(0.9, within: seconds), fires: [job]),
                AlertCase(title: "is silent at 4 %", series: traffic.answered(0.96, within: seconds)),
            ])
    }

    private var throughput: Alert {
        let limit = words.levels.throughput
        let rate = { (share: Double) -> [TestSeries] in
            let labels = traffic.instance + [("method", "GET"), ("route", traffic.route), ("status", "200")]
            return [.counter(PromQL.duration + "_count", labels, perMinute: limit * 60 * share)]
        }
        return Alert(
            name: "TrafficAboveObjective", severity: .warning,
            expression: "\(words.series("job:http_requests:rate5m")) > \(PromQL.number(limit))", hold: 10,
            summary:
                "\(words.job) gets more requests than the \(PromQL.number(limit)) a second it is made for.",
            action:
                "See who sends them (log, caller) and whether limits hold; measure the capacity before adding instances.",
            cases: [
                AlertCase(title: "fires above the design", series: rate(1.2), fires: [job]),
                AlertCase(title: "is silent below it", series: rate(0.9)),
            ])
    }

    /// Clearly above a share, still a share, and enough failures to wake somebody.
    static func above(_ share: Double) -> Double { min(1, max(share * 1.5, 0.002)) }
}
