import Foundation

/// A small server of metrics on loopback: 100 requests a second, none of which fails until a file named `fault` lies beside it;
/// ready until one named `unready` does.
enum MetricsSource {
    /// Written in Python, which set-up installs: it prints its port, serves until it is stopped, and stops with who started it.
    static let program = """
        import http.server, os, sys, time

        folder, job = sys.argv[1], sys.argv[2]
        begun = time.monotonic()
        state = {"ok": 0.0, "failed": 0.0, "at": begun}

        class Metrics(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                now = time.monotonic()
                share = 0.5 if os.path.exists(folder + "/fault") else 0.0
                requests = 100 * (now - state["at"])
                state["at"] = now
                state["ok"] += requests * (1 - share)
                state["failed"] += requests * share
                name = "http_server_request_duration_seconds_count"
                labels = 'method="GET",route="%s/things"' % job
                body = "".join(
                    '%s{%s,status="%s"} %f\\n' % (name, labels, status, count)
                    for status, count in [("200", state["ok"]), ("500", state["failed"])]
                ).encode()
                unready = self.path == "/readyz" and os.path.exists(folder + "/unready")
                self.send_response(503 if unready else 200)
                self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Metrics)
        with open(folder + "/port.new", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """
}
