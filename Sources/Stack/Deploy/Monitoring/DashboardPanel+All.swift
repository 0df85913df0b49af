import Brief

extension DashboardPanel {
    /// What clients notice, what it costs, and who uses it.
    static func all(_ words: PromQL, hasAccounts: Bool) -> [DashboardPanel] {
        requests(words) + resources(words) + usage(words) + (hasAccounts ? accounts(words) : []) + proxy(words)
    }

    private static func requests(_ words: PromQL) -> [DashboardPanel] {
        let count = "\(PromQL.duration)_count{job='\(words.job)',\(words.routes)}"
        return [
            DashboardPanel(
                "Requests", "reqps", threshold: words.levels.throughput,
                (words.series("job:http_requests:rate5m"), "requests")),
            DashboardPanel(
                "Errors", "percentunit", threshold: words.levels.errors,
                (words.series("job:http_errors:ratio5m"), "5 minutes"),
                (words.series("job:http_errors:ratio1h"), "1 hour")),
            DashboardPanel(
                "Latency", "s", threshold: words.levels.p95 / 1000,
                (words.series("job:http_request_duration_seconds:p50_5m"), "p50"),
                (words.series("job:http_request_duration_seconds:p95_5m"), "p95"),
                (words.series("job:http_request_duration_seconds:p99_5m"), "p99")),
            DashboardPanel(
                "Availability", "percentunit", threshold: words.levels.availability,
                ("1 - \(words.series("job:http_errors:ratio1h"))", "1 hour"),
                ("1 - \(words.series("job:http_errors:ratio3d"))", "3 days")),
            DashboardPanel(
                "Error budget burn rate", "short", threshold: 1,
                ("\(words.series("job:http_errors:ratio1h")) / \(PromQL.number(words.budget))", "1 hour"),
                ("\(words.series("job:http_errors:ratio6h")) / \(PromQL.number(words.budget))", "6 hours")),
            DashboardPanel("Answers by status", "reqps", ("sum by (status) (rate(\(count)[5m]))", "{{status}}")),
        ]
    }

    private static func resources(_ words: PromQL) -> [DashboardPanel] {
        [
            DashboardPanel(
                "Processor", "percentunit", threshold: 0.7,
                (words.series("instance:process_cpu:usage5m"), "{{instance}}")),
            DashboardPanel(
                "Memory", "bytes", threshold: ResourceAlerts.memory,
                (words.series("process_resident_memory_bytes"), "{{instance}}")),
            DashboardPanel(
                "Network out", "Bps",
                ("rate(\(words.series("http_server_response_body_bytes_total"))[5m])", "{{instance}}")),
            DashboardPanel(
                "Database connections in use", "percentunit", threshold: 0.8,
                (words.series("instance:database_connections:usage5m"), "{{kind}} {{instance}}")),
            DashboardPanel(
                "Database p95", "s", threshold: 0.05,
                (words.series("job:database_access_duration_seconds:p95_5m"), "{{kind}}")),
            DashboardPanel(
                "Waiting for a connection, p95", "s",
                (
                    "histogram_quantile(0.95, sum by (kind, le) (rate("
                        + words.series("database_wait_duration_seconds_bucket") + "[5m])))", "{{kind}}"
                )),
            DashboardPanel(
                "Open files", "percentunit", threshold: 0.8,
                ("\(words.series("process_open_fds")) / \(words.series("process_max_fds"))", "{{instance}}")),
            DashboardPanel(
                "Requests under way", "short", (words.series("http_server_active_requests"), "{{instance}}")),
            DashboardPanel("Instances up", "short", ("sum(\(words.series("up")))", "up")),
        ]
    }

    private static func usage(_ words: PromQL) -> [DashboardPanel] {
        let all = "job='\(words.job)',\(words.routes)"
        return [
            DashboardPanel(
                "Requests by route", "reqps",
                (
                    "topk(10, sum by (method, route) (rate(\(PromQL.duration)_count{\(all)}[5m])))",
                    "{{method}} {{route}}"
                )),
            DashboardPanel(
                "p95 by route", "s",
                ("topk(10, \(words.series("job_route:http_request_duration_seconds:p95_5m")))", "{{route}}")),
            DashboardPanel(
                "Errors by route", "reqps",
                (
                    "topk(10, sum by (method, route) (rate(\(PromQL.duration)_count{\(all),status=~'5..'}[5m])))",
                    "{{method}} {{route}}"
                )),
            DashboardPanel(
                "Refused by rate limits", "reqps",
                ("sum(rate(\(words.series("rate_limit_refusals_total"))[5m]))", "refused")),
        ]
    }

    private static func accounts(_ words: PromQL) -> [DashboardPanel] {
        let lookups = words.series("session_cache_lookups_total")
        let hits = words.series("session_cache_lookups_total", "outcome='hit'")
        return [
            DashboardPanel(
                "Access tokens", "reqps",
                ("sum by (outcome) (rate(\(words.series("authentication_total"))[5m]))", "{{outcome}}")),
            DashboardPanel(
                "Session cache hits", "percentunit", ("sum(rate(\(hits)[5m])) / sum(rate(\(lookups)[5m]))", "hits")),
        ]
    }

    private static func proxy(_ words: PromQL) -> [DashboardPanel] {
        let rate = { (name: String, matchers: String) in "rate(\(words.proxySeries(name, matchers))[5m])" }
        let (door, service) = ("proxy='door'", "proxy='service'")
        return [
            DashboardPanel(
                "Door: answers by status", "reqps",
                ("sum by (code) (\(rate("haproxy_frontend_http_responses_total", door)))", "{{code}}")),
            DashboardPanel(
                "Door: errors", "percentunit", threshold: words.levels.errors,
                (words.proxySeries("job:proxy_errors:ratio5m"), "5xx")),
            DashboardPanel(
                "Door: connections", "percentunit", threshold: ProxyAlerts.saturation, (words.saturation, "in use")),
            DashboardPanel(
                "Door: bytes", "Bps", (rate("haproxy_frontend_bytes_in_total", door), "in"),
                (rate("haproxy_frontend_bytes_out_total", door), "out")),
            DashboardPanel(
                "Proxy: connection errors and retries", "reqps",
                (words.proxySeries("job:proxy_connection_errors:rate5m"), "errors"),
                (rate("haproxy_backend_retry_warnings_total", service), "retries")),
            DashboardPanel(
                "Proxy: waiting for an instance", "short",
                (words.proxySeries("haproxy_backend_current_queue", service), "requests")),
            DashboardPanel(
                "Proxy: requests by instance", "reqps",
                (
                    "sum by (server) (\(rate("haproxy_server_http_responses_total", service)))", "{{server}}"
                )),
            DashboardPanel(
                "Proxy: instances up", "short",
                ("sum by (server) (\(words.proxySeries("haproxy_server_status", service, "state='UP'")))", "{{server}}")
            ),
        ]
    }
}
