/// What a generated service tells of itself at `/metrics` (Prometheus's text format 0.0.4).
enum ServiceFigures {
    private static let database = "database_access_duration_seconds"
    /// Families that say where time goes, and what each would tell.
    private static let families = [
        database: "database time",
        "database_wait_duration_seconds": "waits for a connection of the pool",
        "event_loop_lag_seconds": "event-loop lag",
    ]

    static func read(_ client: HTTPClient) async -> Bottlenecks {
        guard let answer = try? await client.send("GET", "/metrics"), answer.status == 200 else {
            return Bottlenecks(notMeasured: ["the service's own figures: /metrics does not answer"])
        }
        return bottlenecks(answer.text)
    }

    static func bottlenecks(_ text: String) -> Bottlenecks {
        let samples = samples(text)
        let wanted = samples.filter { sample in
            families.keys.contains { sample.key.hasPrefix($0) && !sample.key.contains("_bucket") }
                || ["process_cpu_seconds_total", "process_resident_memory_bytes", "rate_limit_refusals_total"]
                    .contains(sample.key)
        }
        let missing = families.filter { family in !samples.keys.contains { $0.hasPrefix(family.key) } }
        return Bottlenecks(
            databaseP95: p95(of: database, in: samples), service: wanted,
            notMeasured: missing.sorted { $0.key < $1.key }.map { "\($0.value): /metrics has no \($0.key)" })
    }

    /// Milliseconds that 95 % of a histogram's observations do not exceed: the bound of the bucket, all labels together.
    private static func p95(of family: String, in samples: [String: Double]) -> Double? {
        var cumulative: [Double: Double] = [:]
        for (name, count) in samples where name.hasPrefix(family + "_bucket") {
            guard let text = name.firstMatch(of: /le="([^"]+)"/)?.1 else { continue }
            cumulative[text == "+Inf" ? .infinity : Double(text) ?? .infinity, default: 0] += count
        }
        guard let all = cumulative[.infinity], all > 0 else { return nil }
        return cumulative.filter { $0.value >= all * 0.95 }.keys.min().map { $0 * 1000 }
    }

    /// By name with labels.
    static func samples(_ text: String) -> [String: Double] {
        let pairs = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line -> (String, Double)? in
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                return nil
            }
            return (String(line[..<space]), value)
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}
