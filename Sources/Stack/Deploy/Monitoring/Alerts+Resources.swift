/// Alerts on what the service works with: connections, memory, processor, files; and on refusals.
struct ResourceAlerts: Sendable {
    let words: PromQL
    let traffic: TestTraffic
    let hasAccounts: Bool

    /// Bytes that the service may hold: its container's limit, and what the load gate measures.
    static let memory = 512.0 * 1024 * 1024

    private var instance: [(String, String)] { traffic.instance }
    private var job: [(String, String)] { [("job", words.job)] }

    var all: [Alert] { [pool, database, memory, processor, files, restarts, limits] + (hasAccounts ? [tokens] : []) }

    private var pool: Alert {
        let labels = instance + [("kind", "read")]
        let using = { (connections: Double) -> [TestSeries] in
            [
                .counter("database_access_duration_seconds_sum", labels, perMinute: connections * 60),
                .gauge("database_connections", labels, 4),
            ]
        }
        return Alert(
            name: "DatabasePoolBusy", severity: .warning,
            expression: "\(words.series("instance:database_connections:usage5m")) > 0.8", hold: 5,
            summary: "More than 80 % of the database connections of \(words.job) are in use.",
            action: "Look for slow queries in the log; more readers (DATABASE_READERS) help only where cores are idle.",
            cases: [
                AlertCase(title: "fires at 3.6 of 4", series: using(3.6), fires: [labels]),
                AlertCase(title: "is silent at 3 of 4", series: using(3)),
            ])
    }

    private var database: Alert {
        let answered = { (share: Double) -> [TestSeries] in
            [("0.05", 600 * share), ("0.1", 600), ("+Inf", 600)].map { bound, count in
                .counter(
                    "database_access_duration_seconds_bucket", instance + [("kind", "write"), ("le", bound)],
                    perMinute: count)
            }
        }
        return Alert(
            name: "DatabaseSlow", severity: .warning,
            expression: "\(words.series("job:database_access_duration_seconds:p95_5m")) > 0.05", hold: 10,
            summary: "p95 of database accesses of \(words.job) is above 50 ms.",
            action:
                "The log names slow queries; look at the disk, at a purge or backup under way, and at the size of the -wal file.",
            cases: [
                AlertCase(
                    title: "fires when 10 % are slower", series: answered(0.9), fires: [job + [("kind", "write")]]),
                AlertCase(title: "is silent when 4 % are", series: answered(0.96)),
            ])
    }

    private var memory: Alert {
        gauge(
            "MemoryHigh", "\(words.series("process_resident_memory_bytes")) > \(PromQL.number(0.9 * Self.memory))",
            hold: 10, "An instance of \(words.job) holds more than 90 % of its 512 MB.",
            "See whether it grows with traffic or with time; a restart frees it, one instance after the other.",
            above: [.gauge("process_resident_memory_bytes", instance, 0.95 * Self.memory)],
            below: [.gauge("process_resident_memory_bytes", instance, 0.8 * Self.memory)])
    }

    private var processor: Alert {
        let using = { (share: Double) -> [TestSeries] in
            [
                .counter("process_cpu_seconds_total", instance, perMinute: share * 120),
                .gauge("process_cpu_cores", instance, 2),
            ]
        }
        return gauge(
            "ProcessorBusy", "\(words.series("instance:process_cpu:usage5m")) > 0.7", hold: 10,
            "An instance of \(words.job) uses more than 70 % of its processors.",
            "Compare with the traffic: above the objective it is capacity, below it something has become dear.",
            above: using(0.8), below: using(0.6))
    }

    private var files: Alert {
        let open = { (count: Double) -> [TestSeries] in
            [.gauge("process_open_fds", instance, count), .gauge("process_max_fds", instance, 1000)]
        }
        return gauge(
            "FilesExhausted", "\(words.series("process_open_fds")) / \(words.series("process_max_fds")) > 0.8", hold: 5,
            "An instance of \(words.job) has more than 80 % of its file descriptors open.",
            "Each connection takes one: look at the proxy's keep-alive and at clients that open many.",
            above: open(900), below: open(700))
    }

    private var restarts: Alert {
        let started = { (values: String) in
            [TestSeries(name: "process_start_time_seconds", labels: instance, values: values)]
        }
        return Alert(
            name: "Restarting", severity: .warning,
            expression: "changes(\(words.series("process_start_time_seconds"))[15m]) > 2", hold: 0,
            summary: "An instance of \(words.job) has started more than twice in 15 minutes.",
            action: "Read the end of the log before each start; roll back if it came with a release.",
            cases: [
                AlertCase(title: "fires at three starts", series: started("1x8 2x4 3x4 4x14"), fires: [instance]),
                AlertCase(title: "is silent for a release", series: started("1x10 2x20")),
            ])
    }

    private var limits: Alert {
        let refusing = { (share: Double) in
            traffic.failing(0) + [.counter("rate_limit_refusals_total", instance, perMinute: 600 * share)]
        }
        return Alert(
            name: "RateLimitRefusals", severity: .warning,
            expression: "sum by (job) (rate(\(words.series("rate_limit_refusals_total"))[5m])) / "
                + "\(words.series("job:http_requests:rate5m")) > 0.1"
                + " and \(words.series("job:http_requests:rate5m")) * 300 >= 100", hold: 10,
            summary: "More than 10 % of requests to \(words.job) are refused by a rate limit.",
            action:
                "See who is refused (log, status 429): an attack is held off; for a customer, talk about the limit.",
            cases: [
                AlertCase(title: "fires at 20 %", series: refusing(0.2), fires: [job]),
                AlertCase(title: "is silent at 5 %", series: refusing(0.05)),
            ])
    }

    private var tokens: Alert {
        let outcomes = { (refused: Double, total: Double) -> [TestSeries] in
            [("accepted", total - refused), ("refused", refused)].map { outcome, count in
                .counter("authentication_total", instance + [("outcome", outcome)], perMinute: count)
            }
        }
        let refused = "sum by (job) (rate(\(words.series("authentication_total", "outcome='refused'"))[5m]))"
        let all = "sum by (job) (rate(\(words.series("authentication_total"))[5m]))"
        return Alert(
            name: "TokensRefused", severity: .warning,
            expression: "\(refused) / \(all) > 0.5 and \(refused) * 300 >= 100", hold: 5,
            summary: "More than half of the access tokens that \(words.job) is sent are refused.",
            action: "After a change of keys: were the old ones kept (Server keys new --before)? Else somebody guesses.",
            cases: [
                AlertCase(title: "fires at 60 % of many", series: outcomes(60, 100), fires: [job]),
                AlertCase(title: "is silent at 40 %", series: outcomes(40, 100)),
                AlertCase(title: "is silent for a few at night", series: outcomes(2, 2)),
            ])
    }

    private func gauge(
        _ name: String, _ expression: String, hold: Int, _ summary: String, _ action: String, above: [TestSeries],
        below: [TestSeries]
    ) -> Alert {
        Alert(
            name: name, severity: .warning, expression: expression, hold: hold, summary: summary, action: action,
            cases: [
                AlertCase(title: "fires above the threshold", series: above, fires: [instance]),
                AlertCase(title: "is silent below it", series: below),
            ])
    }
}
