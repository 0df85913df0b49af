import Foundation

extension WatchReport {
    private static let pieces: Int64 = 60

    /// - Parameter samples: in order of time, also from before the window: of the last hour before its end, and some more.
    public init(
        service: String, label: String, _ window: WatchWindow, samples: [WatchSample],
        objectives: Objectives = Objectives()
    ) {
        let whole = Increase(samples, window)
        self.service = service
        self.label = label
        from = Self.time(window.from)
        to = Self.time(window.to)
        seconds = whole.seconds
        looks = whole.looks
        longestGap = whole.longestGap
        application = Self.application(whole, objectives)
        infrastructure = Self.infrastructure(whole)
        business = Self.business(whole)
        endpoints = Self.endpoints(whole)
        instances = Self.instances(whole)
        let last = { (seconds: Int64) in
            Increase(samples, WatchWindow(from: window.to - seconds, to: window.to))
        }
        alerts = WatchAlert.all(last(300), hour: last(3600), objectives)
        points = Self.points(samples, window)
    }

    static func time(_ seconds: Int64) -> String { Date(timeIntervalSince1970: Double(seconds)).ISO8601Format() }

    // MARK: Figures

    private static func application(_ whole: Increase, _ objectives: Objectives) -> [Measure] {
        let none = whole.latency == nil ? "the service exports no durations" : "no request"
        let door = whole.door == nil ? "the proxy did not answer" : "no request"
        let quantiles = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)].map { name, quantile in
            measure(name, whole.latency?.quantile(quantile).map { $0 * 1000 }, "ms", missing: none)
        }
        return quantiles + [
            measure("throughput", whole.throughput, "requests/s", missing: door),
            measure("requests", whole.requests, "", missing: door),
            measure("errors, 5xx", percent(whole.share(of: "5xx")), "%", missing: door),
            measure("client errors, 4xx", percent(whole.share(of: "4xx")), "%", missing: door),
            measure(
                "availability", percent(whole.availability), "%", missing: door,
                note: "objective \((objectives.availability * 100).short) %"),
            measure("up, of the looks", percent(whole.uptime), "%", missing: "nobody looked"),
        ]
    }

    private static func infrastructure(_ whole: Increase) -> [Measure] {
        [
            measure("processor", whole.cores, "cores", missing: "no instance was seen"),
            measure("memory, largest instance", whole.memory.map(megabytes), "MB", missing: "no instance was seen"),
            measure(
                "database connections in use", percent(whole.pool), "%",
                missing: "the service exports no database_connections"),
            measure(
                "wait for a connection, p95", whole.waits?.quantile(0.95).map { $0 * 1000 }, "ms",
                missing: whole.waits == nil ? "the service exports no database_wait_duration_seconds" : "no access"),
            measure(
                "session cache hits", percent(whole.cacheHits), "%",
                missing: whole.service?["sessions.hit"] == nil
                    ? "the service exports no session_cache_lookups_total" : "no lookup"),
            measure(
                "network in, at the door", whole.rate(whole.door?["bin"]), "B/s", missing: "the proxy did not answer"),
            measure(
                "network out, at the door", whole.rate(whole.door?["bout"]), "B/s", missing: "the proxy did not answer"),
        ]
    }

    private static func business(_ whole: Increase) -> [Measure] {
        let tokens = ["accepted", "refused", "missing"].map {
            measure(
                "access tokens \($0)", whole.service?["tokens." + $0], "",
                missing: "the service exports no authentication_total")
        }
        return [
            measure("active users", nil, "", missing: "the service does not count them"),
            measure(
                "refused by rate limits", whole.service?["limited"], "",
                missing: "the service exports no rate_limit_refusals_total"),
        ] + tokens
    }

    private static func measure(
        _ name: String, _ value: Double?, _ unit: String, missing: String, note: String? = nil
    ) -> Measure {
        Measure(name: name, value: value, unit: unit, note: value == nil ? missing : note)
    }

    private static func percent(_ share: Double?) -> Double? { share.map { $0 * 100 } }
    static func megabytes(_ bytes: Double) -> Double { bytes / 1_048_576 }

    // MARK: Tables and points

    private static func endpoints(_ whole: Increase) -> [Endpoint] {
        let usage = whole.instances.values.reduce(Counters()) { $0 + $1.usage }
        let names = Set(usage.values.keys.compactMap { key in key.lastIndex(of: "|").map { key[..<$0] } })
        return names.map { name in
            let count = { (kind: String) in usage["\(name)|\(kind)"] ?? 0 }
            let requests = (1...5).reduce(0) { $0 + count("\($1)xx") }
            return Endpoint(
                name: String(name), requests: requests, clientErrors: count("4xx"), serverErrors: count("5xx"),
                mean: requests > 0 ? count("seconds") * 1000 / requests : nil)
        }.filter { $0.requests > 0 }.sorted { ($1.requests, $0.name) < ($0.requests, $1.name) }
    }

    private static func instances(_ whole: Increase) -> [Instance] {
        whole.instances.map { place, instance in
            let latency = instance.service?.histograms["requests"]
            return Instance(
                version: place.version, slot: place.slot, requests: latency?.total,
                p95: latency?.quantile(0.95).map { $0 * 1000 }, cores: whole.rate(instance.cpu),
                memory: instance.memory, starts: instance.starts)
        }.sorted { ($0.slot.rawValue, $0.version) < ($1.slot.rawValue, $1.version) }
    }

    /// At most sixty pieces, none shorter than two looks are apart.
    private static func points(_ samples: [WatchSample], _ window: WatchWindow) -> [Point] {
        let length = max(10, (window.to - window.from + pieces - 1) / pieces)
        return stride(from: window.from, to: window.to, by: Int(length)).compactMap { begin in
            let end = min(begin + length, window.to)
            let piece = Increase(samples, WatchWindow(from: begin, to: end))
            guard piece.looks > 0, piece.seconds > 0 else { return nil }
            let quantile = { (q: Double) in piece.latency?.quantile(q).map { $0 * 1000 } }
            return Point(
                time: Double(end - window.from), requests: piece.throughput,
                failures: piece.rate(piece.door?["5xx"]), p50: quantile(0.5), p95: quantile(0.95),
                p99: quantile(0.99), cores: piece.cores, memory: piece.memory,
                received: piece.rate(piece.door?["bin"]), sent: piece.rate(piece.door?["bout"]))
        }
    }
}
