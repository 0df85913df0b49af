import Blueprint
import Foundation

/// Addresses of this machine in every field that takes a URL: the listener behind them must stay silent.
enum RequestForgeryProbe: Probe {
    static let name = "api7.requests"
    static let item = OWASPItem.api7
    static let title = "The server can be made to send requests into its own network"
    private static let names = [
        "url", "uri", "link", "callback", "webhook", "hook", "image", "avatar", "redirect", "host", "target",
        "endpoint", "source",
        "feed", "proxy", "website", "site", "domain", "href", "src", "api",
    ]

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let points = try await InputPoint.all(context).filter(isAddress)
        guard !points.isEmpty else {
            notes.skip("all", "no field takes a URL")
            return
        }
        guard let host = URLComponents(string: context.client.base)?.host,
            ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
        else {
            notes.skip("all", "the listener is on this machine's loopback, which only an API on this machine can reach")
            return
        }
        guard let listener = Listener(address: "127.0.0.1") else {
            notes.skip("all", "no port could be had to listen on")
            return
        }
        defer { listener.stop() }
        for point in points { try await forge(point, listener, context, &notes) }
    }

    private static func isAddress(_ point: InputPoint) -> Bool {
        guard point.place != .path else { return false }
        let schema =
            point.place == .body
            ? point.operation.body?.schema["properties"]?[point.name]
            : point.operation.parameters.first { $0.name == point.name }?.schema
        return ["uri", "url", "uri-reference"].contains(schema?["format"]?.text)
            || Words.parts(point.name).contains { names.contains($0) }
    }

    /// 127.0.0.1 in the spellings that checks forget.
    static func spellings(_ port: Int, _ mark: String) -> [String] {
        [
            "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]",
            "0.0.0.0", "user@127.0.0.1",
        ]
        .map { "http://\($0):\(port)/\(mark)" }
    }

    private static func forge(
        _ point: InputPoint, _ listener: Listener, _ context: AuditContext, _ notes: inout Notebook
    ) async throws {
        for (index, url) in spellings(listener.port, "").enumerated() {
            let mark = "fivegate\(context.numbers.take())n\(index)"
            let call = point.call(url + mark)
            _ = try await context.ask(call)
            guard await arrived(mark, listener, context) else { continue }
            notes.found(
                .critical, cwe: 918, point.operation.id,
                "`\(point.name)` of \(point.operation.method) \(point.operation.path) sends requests into the server's network",
                evidence: "a listener on the server's loopback was asked, by `\(url)`", calls: [call],
                remedy:
                    "Resolve the name, refuse private and link-local addresses, connect to the address that was checked, "
                    + "and follow no redirect.")
            return
        }
        notes.held(point)
    }

    /// The server may fetch after it has answered: a few more round trips give it time.
    private static func arrived(_ mark: String, _ listener: Listener, _ context: AuditContext) async -> Bool {
        for _ in 0..<10 {
            if listener.targets.contains(where: { $0.contains(mark) }) { return true }
            try? await Task.sleep(for: .milliseconds(15))
        }
        return false
    }
}
