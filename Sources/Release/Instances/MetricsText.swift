/// The Prometheus text format (version 0.0.4), as a service writes it.
enum MetricsText {
    /// A line: one value.
    struct Series {
        var name: Substring
        var labels: [String: String]
        var value: Double
    }

    static let metric = "http_server_request_duration_seconds_bucket"
    /// Asked by those who run the service, not by its clients.
    static let operational: Set<String> = ["/livez", "/readyz", "/metrics"]

    /// The latencies of all methods, routes and statuses; nil when there is none yet.
    static func latency(_ text: String) -> LatencyHistogram? { histogram(series(text) { $0 == metric }) }

    /// The sum of a histogram's buckets over all labels, operations left out; nil without any.
    static func histogram(_ series: [Series]) -> LatencyHistogram? {
        var cumulative: [Double: Int] = [:]
        for one in series where !operational.contains(one.labels["route"] ?? "") {
            guard let le = one.labels["le"] else { continue }
            let bound = le == "+Inf" ? Double.infinity : Double(le) ?? .nan
            guard !bound.isNaN, one.value.isFinite else { continue }
            cumulative[bound, default: 0] += Int(one.value)
        }
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

    /// Answers to clients, and those that were a 5xx.
    static func answers(_ text: String) -> (requests: Int, errors: Int) {
        let all = series(text) { $0 == metric }.filter {
            $0.labels["le"] == "+Inf" && !operational.contains($0.labels["route"] ?? "") && $0.value.isFinite
        }
        return all.reduce(into: (0, 0)) { sum, one in
            sum.0 += Int(one.value)
            if one.labels["status"]?.hasPrefix("5") == true { sum.1 += Int(one.value) }
        }
    }

    /// Requests under way, the one that asks among them; nil when they are not told.
    static func underWay(_ text: String) -> Int? {
        series(text) { $0 == "http_server_active_requests" }.first.flatMap { $0.value.isFinite ? Int($0.value) : nil }
    }

    /// The series whose names are wanted.
    static func series(_ text: String, where isWanted: (Substring) -> Bool) -> [Series] {
        text.split(separator: "\n").compactMap { line in
            let name = line.prefix { $0 != "{" && $0 != " " }
            guard !name.isEmpty, isWanted(name) else { return nil }
            var rest = line[name.endIndex...]
            var labels: [String: String] = [:]
            // A value has no bracket; a label may.
            if rest.first == "{" {
                guard let close = rest.lastIndex(of: "}") else { return nil }
                labels = Self.labels(rest[..<close].dropFirst())
                rest = rest[close...].dropFirst()
            }
            guard let value = Double(rest.drop { $0 == " " }.prefix { $0 != " " }) else { return nil }
            return Series(name: name, labels: labels, value: value)
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
