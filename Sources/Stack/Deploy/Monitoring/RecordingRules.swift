import Blueprint
import Brief

/// What rules and panels read again and again, named `level:metric:operation`.
func recordingRules(_ words: PromQL) -> [JSON] {
    func record(_ name: String, _ expression: String) -> JSON {
        ["record": .string(name), "expr": .string(expression)]
    }
    var rules = Window.all.flatMap { window -> [JSON] in
        let w = window.text
        return [
            record("job:http_requests:rate\(w)", words.requests(window: window)),
            // Where nothing has failed yet there is no series of failures: that is zero, not unknown.
            record(
                "job:http_errors:rate\(w)",
                words.requests("status=~'5..'", window: window)
                    + " or 0 * \(words.series("job:http_requests:rate\(w)"))"),
            record(
                "job:http_errors:ratio\(w)",
                "\(words.series("job:http_errors:rate\(w)")) / \(words.series("job:http_requests:rate\(w)"))"),
        ]
    }
    for (name, quantile) in [("p50", "0.5"), ("p95", "0.95"), ("p99", "0.99")] {
        rules.append(record("job:http_request_duration_seconds:\(name)_5m", words.quantile(quantile)))
    }
    let objective = MetricText.bucket(words.levels.p95 / 1000)
    let fast = "rate(\(PromQL.duration)_bucket{job='\(words.job)',\(words.routes),\(objective)}[1h])"
    rules += [
        record(
            "job:http_slow_requests:ratio1h",
            "1 - sum by (job) (\(fast)) / \(words.series("job:http_requests:rate1h"))"),
        record("job_route:http_request_duration_seconds:p95_5m", words.quantile("0.95", by: "job, route")),
        record(
            "instance:database_connections:usage5m",
            "rate(\(words.series("database_access_duration_seconds_sum"))[5m]) / "
                + words.series("database_connections")),
        record(
            "job:database_access_duration_seconds:p95_5m",
            "histogram_quantile(0.95, sum by (job, kind, le) (rate("
                + words.series("database_access_duration_seconds_bucket") + "[5m])))"),
        record(
            "instance:process_cpu:usage5m",
            "rate(\(words.series("process_cpu_seconds_total"))[5m]) / \(words.series("process_cpu_cores"))"),
    ]
    return rules + proxyRules(words)
}

/// What clients are answered at the front door, the proxy's own answers too.
private func proxyRules(_ words: PromQL) -> [JSON] {
    let answers = { (matchers: String) in
        "sum by (job) (rate(\(words.proxySeries("haproxy_frontend_http_responses_total", matchers))[5m]))"
    }
    let lost = ["haproxy_backend_connection_errors_total", "haproxy_backend_response_errors_total"].map {
        "sum by (job) (rate(\(words.proxySeries($0))[5m]))"
    }
    return [
        ("job:proxy_requests:rate5m", answers("proxy='door'")),
        ("job:proxy_errors:rate5m", answers("proxy='door',code='5xx'")),
        (
            "job:proxy_errors:ratio5m",
            "\(words.proxySeries("job:proxy_errors:rate5m")) / \(words.proxySeries("job:proxy_requests:rate5m"))"
        ),
        ("job:proxy_connection_errors:rate5m", lost.joined(separator: " + ")),
    ].map { ["record": .string($0.0), "expr": .string($0.1)] }
}
