/// What a generated service tells of itself at `/metrics` (Prometheus's text format 0.0.4).
enum ServiceFigures {
    /// Families that say where time goes, and what each would tell.
    private static let families = [
        "database_query_duration_seconds": "database time",
        "database_pool_wait_seconds": "waits for a connection of the pool",
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
            service: wanted,
            notMeasured: missing.sorted { $0.key < $1.key }.map { "\($0.value): /metrics has no \($0.key)" })
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
