/// The latencies that a service exports in the Prometheus text format (version 0.0.4).
enum MetricsText {
    static let metric = "http_server_request_duration_seconds_bucket"
    /// Asked by those who run the service, not by its clients.
    static let operational: Set<String> = ["/livez", "/readyz", "/metrics"]

    /// The sum over methods, routes and statuses; nil when there is none yet.
    static func latency(_ text: String) -> LatencyHistogram? {
        var cumulative: [Double: Int] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix(metric) {
            guard let close = line.lastIndex(of: "}"), let open = line.firstIndex(of: "{"),
                let count = Double(line[line.index(after: close)...].drop { $0 == " " }.prefix { $0 != " " })
            else { continue }
            let labels = labels(line[line.index(after: open)..<close])
            guard let le = labels["le"], !operational.contains(labels["route"] ?? "") else { continue }
            let bound = le == "+Inf" ? Double.infinity : Double(le) ?? .nan
            guard !bound.isNaN else { continue }
            cumulative[bound, default: 0] += Int(count)
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
