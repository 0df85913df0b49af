/// The proxy's configuration, from the routing table: a proxy that is started again has the weights it should have.
public struct HAProxyConfiguration: Sendable, Hashable {
    /// What is behind the door, for those who look at the proxy.
    public var name: String
    /// The front door's port on 127.0.0.1.
    public var door: Int
    /// Where Prometheus reads what the proxy counts: another port on 127.0.0.1.
    public var metrics: Int
    /// The unix socket of the Runtime API.
    public var socket: String
    public var table: RoutingTable
    /// Given up after the start; only root can.
    public var user: String?

    public init(name: String, door: Int, metrics: Int, socket: String, table: RoutingTable, user: String? = nil) {
        self.name = name
        self.door = door
        self.metrics = metrics
        self.socket = socket
        self.table = table
        self.user = user
    }

    /// The file's text.
    public var text: String { [global, defaults, frontend, exporter, backend].joined(separator: "\n") }

    private var global: String {
        """
        # Written by Fivegate from the state of the release; see docs/release.md.
        global
            description \(HAProxyText.quoted(name.isEmpty ? "service" : String(name.prefix(200))))
            stats socket \(HAProxyText.quoted(socket)) mode 600 level admin
            log stdout format raw local0 notice
            maxconn 2000
            hard-stop-after 30s\(user.map { "\n    user \($0)\n    group \($0)" } ?? "")

        """
    }

    private var defaults: String {
        """
        defaults
            mode http
            log global
            timeout connect 2s
            timeout client 30s
            timeout server 60s
            timeout queue 5s
            timeout http-request 10s
            timeout http-keep-alive 10s
            retries 3
            option redispatch 1
            # Anything more than a failed connection may have been answered, so that a retry would repeat a write.
            retry-on conn-failure
            http-error status 502 \(Self.problem(502, "Bad Gateway"))
            http-error status 503 \(Self.problem(503, "Service Unavailable"))
            http-error status 504 \(Self.problem(504, "Gateway Timeout"))

        """
    }

    private var frontend: String {
        """
        frontend door
            bind 127.0.0.1:\(door)
            # For those who run the service, not for its clients; however the path is spelled.
            http-request return status 404 \(Self.problem(404, "Not Found")) if { path,url_dec -m reg -i ^/+(metrics|readyz)/*$ }
            http-request set-header X-Forwarded-For %[src]
            default_backend service

        """
    }

    /// Not behind the door: for those who watch.
    private var exporter: String {
        """
        frontend metrics
            bind 127.0.0.1:\(metrics)
            http-request use-service prometheus-exporter if { path /metrics }
            http-request return status 404 \(Self.problem(404, "Not Found"))

        """
    }

    private var backend: String {
        """
        backend service
            balance roundrobin
            http-request disable-l7-retry if METH_POST
            option httpchk GET /readyz
            http-check expect status 200
            default-server check inter 500ms fastinter 100ms downinter 200ms fall 2 rise 1 pool-purge-delay 1s
        \(Slot.allCases.map(server).joined(separator: "\n"))

        """
    }

    private func server(_ slot: Slot) -> String {
        guard let entry = table.entries[slot] else {
            return "    server \(slot.rawValue) 127.0.0.1:1 weight 0 disabled"
        }
        return "    server \(slot.rawValue) 127.0.0.1:\(entry.port) weight \(entry.weight)"
    }

    private static func problem(_ status: Int, _ title: String) -> String {
        let body = #"{"type":"about:blank","title":"\#(title)","status":\#(status)}"#
        return "content-type application/problem+json string \(HAProxyText.quoted(body))"
    }
}
