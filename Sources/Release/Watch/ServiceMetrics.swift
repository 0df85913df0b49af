/// What a look keeps of a service's metrics. What the service does not export is not there.
struct ServiceMetrics {
    var counters = Counters()
    /// By kind.
    var connections: [String: Double] = [:]
    /// By endpoint: route templates, never what a client wrote.
    var usage = Counters()

    private static let requests = "http_server_request_duration_seconds"
    /// Names of the metrics with a label that tells their values apart, and what they are called here.
    private static let labelled = [
        "authentication_total": ("outcome", "tokens."), "session_cache_lookups_total": ("outcome", "sessions."),
        "database_access_duration_seconds_sum": ("kind", "database."),
    ]
    private static let histograms = [
        requests + "_bucket": "requests", "database_wait_duration_seconds_bucket": "waits",
    ]

    /// - Parameter text: the answer of `/metrics`.
    init(_ text: String) {
        var buckets: [String: [MetricsText.Series]] = [:]
        for series in MetricsText.series(text, where: { _ in true }) {
            let name = String(series.name)
            if let histogram = Self.histograms[name] {
                buckets[histogram, default: []].append(series)
            } else if let (label, prefix) = Self.labelled[name] {
                counters.values[prefix + (series.labels[label] ?? ""), default: 0] += series.value
            } else if name == "rate_limit_refusals_total" {
                counters.values["limited", default: 0] += series.value
            } else if name == "database_connections" {
                connections[series.labels["kind"] ?? "", default: 0] += series.value
            } else {
                use(name, series)
            }
        }
        counters.histograms = buckets.compactMapValues(MetricsText.histogram)
    }

    private mutating func use(_ name: String, _ series: MetricsText.Series) {
        guard let method = series.labels["method"], let route = series.labels["route"],
            !MetricsText.operational.contains(route)
        else { return }
        switch name {
        case Self.requests + "_count":
            let kind = "\(series.labels["status"]?.prefix(1) ?? "?")xx"
            usage.values["\(method) \(route)|\(kind)", default: 0] += series.value
        case Self.requests + "_sum": usage.values["\(method) \(route)|seconds", default: 0] += series.value
        default: break
        }
    }
}
