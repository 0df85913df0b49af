import Blueprint
import Foundation

/// Another host in paths and queries: a browser must not be sent there.
enum RedirectProbe: Probe {
    static let name = "api8.redirects"
    static let item = OWASPItem.api8
    static let title = "Callers can be sent to another host"
    private static let host = "fivegate.example"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        for point in try await InputPoint.all(context, places: [.query, .path]) {
            guard let (call, place) = try await redirect(point, context) else {
                notes.held(point)
                continue
            }
            notes.found(
                .medium, cwe: 601, point.operation.id,
                "`\(point.name)` of \(point.operation.method) \(point.operation.path) sends callers anywhere",
                evidence: "the answer's Location is \(place)", calls: [call],
                remedy: "Redirect to paths of a fixed list; never to what a caller names.")
        }
        if notes.result.tried == 0, notes.notTried.isEmpty {
            notes.skip("all", "no operation takes a text in its path or query")
        }
    }

    private static func redirect(_ point: InputPoint, _ context: AuditContext) async throws -> (Call, String)? {
        for text in ["https://\(host)/", "//\(host)/", host] {
            let call = point.call(text)
            guard let answer = try await context.ask(call), (300...399).contains(answer.status),
                let place = answer.headers["location"], URLComponents(string: place)?.host == host
            else { continue }
            return (call, place)
        }
        return nil
    }
}
