/// What a service counts and exports in the Prometheus text format (version 0.0.4).
enum MetricsText {
    static let metric = "http_server_request_duration_seconds_bucket"
    /// Asked by those who run the service, not by its clients.
    static let operational: Set<String> = ["/livez", "/readyz", "/metrics"]

    /// The sum over methods, routes and statuses; nil when there is none yet.
    static func latency(_ text: String) -> LatencyHistogram? {
        var cumulative: [Double: Int] = [:]
        for bucket in buckets(text) { cumulative[bucket.bound, default: 0] += bucket.count }
        let bounds = cumulative.keys.sorted()
        guard bounds.last == .infinity else { return nil }
        var below = 0
        var counts: [Int] = []
        for bound in bounds {
            let count = cumulative[bound] ?? 0
            counts.append(max(0, count - below))
            below = count
        }
        return LatencyHistogram(bounds: Array(bounds.dropLast()), counts: counts)
    }

    /// Answers, and those that were a 5xx.
    static func answers(_ text: String) -> (requests: Int, errors: Int) {
        buckets(text).filter { $0.bound == .infinity }.reduce(into: (0, 0)) { sum, bucket in
            sum.0 += bucket.count
            if bucket.status.hasPrefix("5") { sum.1 += bucket.count }
        }
    }

    /// Requests under way, the one that asks among them; nil when they are not told.
    static func underWay(_ text: String) -> Int? {
        let prefix = "http_server_active_requests "
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(prefix) }) else { return nil }
        return Double(line.dropFirst(prefix.count).prefix { $0 != " " }).map { Int($0) }
    }

    /// The cumulative buckets of those requests that clients sent.
    private static func buckets(_ text: String) -> [(bound: Double, count: Int, status: String)] {
        text.split(separator: "\n").filter { $0.hasPrefix(metric) }.compactMap { line in
            guard let close = line.lastIndex(of: "}"), let open = line.firstIndex(of: "{"),
                let count = Double(line[line.index(after: close)...].drop { $0 == " " }.prefix { $0 != " " })
            else { return nil }
            let labels = labels(line[line.index(after: open)..<close])
            guard let le = labels["le"], !operational.contains(labels["route"] ?? "") else { return nil }
            let bound = le == "+Inf" ? Double.infinity : Double(le) ?? .nan
            return bound.isNaN ? nil : (bound, Int(count), labels["status"] ?? "")
        }
    }

    /// `a="b",c="d"`; a quote inside a value is escaped.
    private static func labels(_ text: Substring) -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals].drop { $0 == "," || $0 == " " })
            rest = rest[rest.index(after: equals)...].dropFirst()
            var value = ""
            while let character = rest.first, character != "\"" {
                rest.removeFirst()
                if character == "\\", let next = rest.first {
                    value.append(next == "n" ? "\n" : next)
                    rest.removeFirst()
                } else {
                    value.append(character)
                }
            }
            rest = rest.dropFirst()
            labels[name] = value
        }
        return labels
    }
}
