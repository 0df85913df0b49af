import Testing

@testable import Release

@Suite struct ServiceMetricsTests {
    /// As a service of this repository writes it.
    private static let text = """
        # TYPE authentication_total counter
        authentication_total{outcome="accepted"} 90
        authentication_total{outcome="refused"} 4
        # TYPE database_connections gauge
        database_connections{kind="read"} 4
        database_connections{kind="write"} 1
        rate_limit_refusals_total 7
        session_cache_lookups_total{outcome="hit"} 60
        database_access_duration_seconds_sum{kind="read"} 1.25
        database_access_duration_seconds_count{kind="read"} 100
        database_wait_duration_seconds_bucket{kind="read",le="0.001"} 8
        database_wait_duration_seconds_bucket{kind="read",le="+Inf"} 9
        http_server_request_duration_seconds_bucket{method="GET",route="/v1/users/{id}",status="200",le="0.1"} 3
        http_server_request_duration_seconds_bucket{method="GET",route="/v1/users/{id}",status="200",le="+Inf"} 5
        http_server_request_duration_seconds_sum{method="GET",route="/v1/users/{id}",status="200"} 0.5
        http_server_request_duration_seconds_count{method="GET",route="/v1/users/{id}",status="200"} 5
        http_server_request_duration_seconds_count{method="GET",route="/v1/users/{id}",status="404"} 2
        http_server_request_duration_seconds_count{method="GET",route="/v1/users/{id}",status="403"} 1
        http_server_request_duration_seconds_count{method="GET",route="/readyz",status="200"} 999
        a line that is none
        """

    @Test func `What a service exports is kept by short names`() {
        let metrics = ServiceMetrics(Self.text)
        #expect(
            metrics.counters.values == [
                "tokens.accepted": 90, "tokens.refused": 4, "limited": 7, "sessions.hit": 60, "database.read": 1.25,
            ])
        #expect(
            metrics.counters.histograms == [
                "requests": LatencyHistogram(bounds: [0.1], counts: [3, 2]),
                "waits": LatencyHistogram(bounds: [0.001], counts: [8, 1]),
            ])
        #expect(metrics.connections == ["read": 4, "write": 1])
    }

    @Test func `Use is counted by route template and class, operations left out`() {
        #expect(
            ServiceMetrics(Self.text).usage.values == [
                "GET /v1/users/{id}|2xx": 5, "GET /v1/users/{id}|4xx": 3, "GET /v1/users/{id}|seconds": 0.5,
            ])
    }
}
