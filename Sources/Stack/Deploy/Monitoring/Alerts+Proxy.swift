import Brief

/// Alerts on the proxy before the service: what clients meet where no instance counts it. Without a proxy they are silent.
struct ProxyAlerts: Sendable {
    /// The share of connections in use beyond which clients will soon wait.
    static let saturation = 0.8

    let words: PromQL
    private var instance: [(String, String)] { [("job", words.proxy), ("instance", "127.0.0.1:8404")] }
    private var door: [(String, String)] { instance + [("proxy", "door")] }
    private var backend: [(String, String)] { instance + [("proxy", "service")] }
    private var job: [(String, String)] { [("job", words.proxy)] }

    var all: [Alert] { [down, backendDown] + errors + [connections, queue, saturated] }

    private var down: Alert {
        Alert(
            name: "ProxyDown", severity: .critical, expression: "\(words.proxySeries("up")) == 0", hold: 1,
            summary: "The proxy before \(words.job) does not answer.",
            action: "The front door is closed: see whether HAProxy and its supervisor run, and what haproxy.log says.",
            cases: [
                AlertCase(title: "fires when scrapes fail", series: [.gauge("up", instance, 0)], fires: [instance]),
                AlertCase(title: "is silent while they succeed", series: [.gauge("up", instance, 1)]),
            ])
    }

    private var backendDown: Alert {
        let labels = backend + [("state", "UP")]
        let name = "haproxy_backend_status"
        return Alert(
            name: "ProxyBackendDown", severity: .critical,
            expression: "\(words.proxySeries(name, "proxy='service'", "state='UP'")) == 0", hold: 1,
            summary: "The proxy finds no instance of \(words.job) to send requests to.",
            action: "Ask each instance for /readyz; read the end of its log; roll back if it came with a release.",
            cases: [
                AlertCase(title: "fires when none is up", series: [.gauge(name, labels, 0)], fires: [labels]),
                AlertCase(title: "is silent while one is", series: [.gauge(name, labels, 1)]),
            ])
    }

    private var errors: [Alert] {
        let threshold = max(0.01, words.levels.errors)
        guard threshold < 1 else { return [] }
        return [
            Alert(
                name: "ProxyErrorsHigh", severity: .critical,
                expression: "\(words.proxySeries("job:proxy_errors:ratio5m")) > \(PromQL.number(threshold))"
                    + " and \(words.proxySeries("job:proxy_errors:rate5m")) * 300 >= \(RequestAlerts.leastFailures)",
                hold: 2,
                summary:
                    "More than \(PromQL.number(threshold * 100)) % of requests at the front door of \(words.job) fail.",
                action: "Where the service counts no errors they are the proxy's: see whether it reaches an instance.",
                cases: [
                    AlertCase(
                        title: "fires above the threshold", series: answers(RequestAlerts.above(threshold)),
                        fires: [job]),
                    AlertCase(title: "is silent below it", series: answers(threshold * 0.8)),
                    AlertCase(title: "is silent for a few at night", series: answers(1, perMinute: 0.5)),
                ])
        ]
    }

    private func answers(_ failing: Double, perMinute: Double = 600) -> [TestSeries] {
        [("2xx", 1 - failing), ("5xx", failing)].map { code, share in
            .counter(
                "haproxy_frontend_http_responses_total", door + [("code", code)], perMinute: perMinute * share)
        }
    }

    private var connections: Alert {
        let lost = { (perMinute: Double) -> [TestSeries] in
            [
                .counter("haproxy_backend_connection_errors_total", backend, perMinute: perMinute / 2),
                .counter("haproxy_backend_response_errors_total", backend, perMinute: perMinute / 2),
            ]
        }
        return Alert(
            name: "ProxyConnectionErrors", severity: .warning,
            expression:
                "\(words.proxySeries("job:proxy_connection_errors:rate5m")) * 300 >= \(RequestAlerts.leastFailures)",
            hold: 5, summary: "The proxy loses connections to instances of \(words.job).",
            action: "An instance dies, refuses or closes too early: see its restarts, open files and keep-alive time.",
            cases: [
                AlertCase(title: "fires at two a minute", series: lost(2), fires: [job]),
                AlertCase(title: "is silent for one now and then", series: lost(0.4)),
            ])
    }

    private var queue: Alert {
        let name = "haproxy_backend_current_queue"
        return Alert(
            name: "ProxyQueueing", severity: .warning,
            expression: "\(words.proxySeries(name, "proxy='service'")) > 0", hold: 1,
            summary: "Requests to \(words.job) wait at the proxy for an instance.",
            action: "No instance takes them: see which are up, and whether a rollout drains the last one.",
            cases: [
                AlertCase(title: "fires while they wait", series: [.gauge(name, backend, 3)], fires: [backend]),
                AlertCase(title: "is silent while none does", series: [.gauge(name, backend, 0)]),
            ])
    }

    private var saturated: Alert {
        let open = { (count: Double) -> [TestSeries] in
            [
                .gauge("haproxy_process_current_connections", instance, count),
                .gauge("haproxy_process_max_connections", instance, 1000),
            ]
        }
        return Alert(
            name: "ProxySaturated", severity: .warning,
            expression: "\(words.saturation) > \(PromQL.number(Self.saturation))", hold: 5,
            summary: "The proxy before \(words.job) has more than 80 % of its connections open.",
            action: "See who opens them (an attack, clients without keep-alive); beyond the limit clients wait unseen.",
            cases: [
                AlertCase(title: "fires at 900 of 1000", series: open(900), fires: [instance]),
                AlertCase(title: "is silent at 700", series: open(700)),
            ])
    }
}

extension PromQL {
    /// The share of the proxy's connections that is open.
    var saturation: String {
        "\(proxySeries("haproxy_process_current_connections")) / \(proxySeries("haproxy_process_max_connections"))"
    }
}
