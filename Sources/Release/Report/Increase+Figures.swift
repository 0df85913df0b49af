/// Figures of a window. Nil: it was not measured, or nothing happened of which it could be told.
extension Increase {
    // MARK: What clients notice

    /// Answers at the front door.
    var requests: Double? { door.map { $0.values.filter { Self.classes.contains($0.key) }.values.reduce(0, +) } }

    func share(of classes: String...) -> Double? {
        guard let door, let requests, requests > 0 else { return nil }
        return classes.reduce(0) { $0 + (door[$1] ?? 0) } / requests
    }

    var throughput: Double? { rate(requests) }
    /// Of requests at the front door, those that were not answered 5xx.
    var availability: Double? { share(of: "5xx").map { 1 - $0 } }
    var failures: Double { door?["5xx"] ?? 0 }
    /// Of the looks.
    var uptime: Double? { looks == 0 ? nil : Double(upLooks) / Double(looks) }

    /// Of the service's own histogram, operations left out.
    var latency: LatencyHistogram? { service?.histograms["requests"] }

    // MARK: What it costs

    /// Of all instances together.
    var service: Counters? {
        let all = instances.values.compactMap(\.service)
        return all.isEmpty ? nil : all.reduce(Counters(), +)
    }

    /// Cores used.
    var cores: Double? { instances.isEmpty ? nil : rate(instances.values.reduce(0) { $0 + $1.cpu }) }
    /// Of the largest instance, in bytes.
    var memory: Double? { instances.values.compactMap(\.memory).max() }

    /// The share of database connections that were in use on average, where it was greatest: time in use by time there was.
    var pool: Double? {
        guard seconds > 0 else { return nil }
        return instances.values.flatMap { instance in
            instance.connections.compactMap { kind, connections -> Double? in
                guard connections > 0, let used = instance.service?["database." + kind] else { return nil }
                return used / (connections * Double(seconds))
            }
        }.max()
    }

    var waits: LatencyHistogram? { service?.histograms["waits"] }

    var cacheHits: Double? {
        guard let hits = service?["sessions.hit"], let misses = service?["sessions.miss"], hits + misses > 0 else {
            return nil
        }
        return hits / (hits + misses)
    }

    func rate(_ count: Double?) -> Double? { seconds == 0 ? nil : count.map { $0 / Double(seconds) } }

    static let classes: Set<String> = ["1xx", "2xx", "3xx", "4xx", "5xx", "other"]
}
