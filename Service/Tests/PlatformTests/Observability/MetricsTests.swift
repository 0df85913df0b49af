import CoreMetrics
import NIOCore
import Testing

@testable import Platform

@Suite struct MetricsTests {
    @Test func requestsAreCountedByRouteWithABucketAtTheObjective() async throws {
        let fixture = try PipelineFixture(settings: .init(latencyObjective: 0.3))
        _ = await fixture.send("GET", "/things/1")
        _ = await fixture.send("GET", "/things/2")
        _ = await fixture.send("BREW", "/elsewhere")
        let text = String(buffer: await fixture.send("GET", "/metrics").body)
        #expect(text.contains("# TYPE http_server_request_duration_seconds histogram\n"))
        #expect(
            text.contains(
                #"http_server_request_duration_seconds_bucket{method="GET",route="/things/{id}",status="200",le="0.3"}"#
            ))
        #expect(
            text.contains(
                #"http_server_request_duration_seconds_count{method="GET",route="/things/{id}",status="200"} 2"#))
        #expect(
            text.contains(
                #"http_server_request_duration_seconds_count{method="other",route="unmatched",status="404"} 1"#))
        #expect(text.contains(#"route="/things/{id}",status="200",le="1.2"}"#))
    }

    @Test func theProcessTellsWhatItUses() async throws {
        let fixture = try PipelineFixture()
        let text = String(buffer: await fixture.send("GET", "/metrics").body)
        for name in [
            "process_resident_memory_bytes", "process_cpu_seconds_total", "process_cpu_cores",
            "process_start_time_seconds", "process_open_fds", "process_max_fds",
        ] {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            #expect((line?.split(separator: " ").last).flatMap { Double($0) } ?? 0 > 0, "\(name)")
        }
    }

    @Test func whatIsUnderWayAndWhatWasSentIsCounted() async throws {
        let fixture = try PipelineFixture()
        let reply = await fixture.send("GET", "/things/1")
        let text = fixture.metrics.text()
        #expect(text.contains("http_server_response_body_bytes_total \(reply.body.readableBytes)\n"))
        #expect(text.contains("http_server_active_requests 0\n"))
        #expect(String(buffer: await fixture.send("GET", "/metrics").body).contains("http_server_active_requests 1\n"))
    }

    @Test func thePipelineReadsTheDatabaseThroughItsMeter() async throws {
        let fixture = try PipelineFixture()
        _ = await fixture.send("GET", "/readyz")
        #expect(fixture.metrics.text().contains(#"database_access_duration_seconds_count{kind="read"} 1"#))
    }

    @Test func outcomesOfAuthenticationAndRefusalsAreCounted() async throws {
        let fixture = try PipelineFixture(
            [.echo(authentication: .required)], limits: [RateLimit("default", .signedIn, 1, per: 60, by: [.user])])
        _ = await fixture.send("GET", "/things/1")
        _ = await fixture.send("GET", "/things/1", ["Authorization": "Bearer not-a-token"])
        _ = await fixture.send("GET", "/things/1", ["Authorization": "Bearer ann"])
        _ = await fixture.send("GET", "/things/1", ["Authorization": "Bearer ann"])
        let text = fixture.metrics.text()
        #expect(text.contains(#"authentication_total{outcome="missing"} 1"#))
        #expect(text.contains(#"authentication_total{outcome="refused"} 1"#))
        #expect(text.contains(#"authentication_total{outcome="accepted"} 2"#))
        #expect(text.contains("rate_limit_refusals_total 1"))
    }

    @Test func bucketsAddUp() {
        let registry = MetricsRegistry()
        let histogram = registry.histogram("h", [("a", "x\"\\\n")], bounds: [1, 2.5])
        for value in [0.5, 1, 2, 9] { histogram.observe(value) }
        #expect(
            registry.text() == """
                # TYPE h histogram
                h_bucket{a="x\\"\\\\\\n",le="1"} 2
                h_bucket{a="x\\"\\\\\\n",le="2.5"} 3
                h_bucket{a="x\\"\\\\\\n",le="+Inf"} 4
                h_sum{a="x\\"\\\\\\n"} 12.5
                h_count{a="x\\"\\\\\\n"} 4

                """)
    }

    @Test func librariesReportThroughSwiftMetrics() {
        let registry = MetricsRegistry()
        let counter = CoreMetrics.Counter(label: "jobs.done", dimensions: [("kind", "mail")], factory: registry)
        counter.increment(by: 2)
        let gauge = Meter(label: "queue", dimensions: [], factory: registry)
        gauge.set(5)
        gauge.increment(by: 2)
        gauge.decrement(by: 1)
        let recorder = Recorder(label: "size", dimensions: [], aggregate: false, factory: registry)
        recorder.record(3)
        let sizes = Recorder(label: "sizes", dimensions: [], aggregate: true, factory: registry)
        sizes.record(3.5)
        let timer = Timer(label: "time", dimensions: [], factory: registry)
        timer.recordNanoseconds(1_500_000)
        let text = registry.text()
        #expect(text.contains("# TYPE jobs_done counter\njobs_done{kind=\"mail\"} 2\n"))
        #expect(text.contains("# TYPE queue gauge\nqueue 6\n"))
        #expect(text.contains("size 3\n"))
        #expect(text.contains("sizes_sum 3.5\n"))
        #expect(text.contains("time_sum 0.0015\n"))
        counter.reset()
        counter.destroy()
        gauge.destroy()
        recorder.destroy()
        timer.destroy()
        #expect(registry.text().contains("jobs_done{kind=\"mail\"} 0\n"))
    }
}
