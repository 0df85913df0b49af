import Blueprint
import Foundation

/// Line ends that begin a header of the caller's choice.
enum HeaderProbe: Probe {
    static let name = "injection.headers"
    static let item = OWASPItem.other
    static let title = "Input ends up as a header of the answer"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let raw = context.client.rawAddress else {
            notes.skip("all", "octets can be sent by hand over plain HTTP only")
            return
        }
        for point in try await InputPoint.all(context, places: [.query, .path]) {
            let call = point.call("fg\r\nX-Fivegate: injected")
            var caller = call.identity
            if let known = caller { caller = await context.client.fresh(known) }
            let lines = (caller?.headers ?? [:]).map { "\($0.key): \($0.value)" }
            let request = RawHTTP.request(call.method, call.path, host: raw.host, lines)
            guard let data = await raw.exchange(request), let reply = Reply(data) else { continue }
            guard reply.header("x-fivegate") != nil else {
                notes.held(point)
                continue
            }
            notes.found(
                .high, cwe: 113, point.operation.id,
                "`\(point.name)` of \(point.operation.method) \(point.operation.path) can add headers to the answer",
                evidence: "the answer had a header X-Fivegate", calls: [call],
                remedy: "Refuse line ends in header values; let the framework encode them.")
        }
        if notes.result.tried == 0 { notes.skip("all", "no operation takes a text in its path or query") }
    }
}
