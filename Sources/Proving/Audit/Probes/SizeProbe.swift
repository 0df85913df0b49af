import Blueprint
import Foundation
import Glibc

/// Requests that are too large, too deep or too slow, and pages without end.
enum SizeProbe: Probe {
    static let name = "api4.sizes"
    static let item = OWASPItem.api4
    static let title = "Requests and pages have no bounds"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        try await pages(context, &notes)
        let creator = context.creators.first { $0.placeholders.isEmpty && context.world.creators[$0.id] != nil }
        let target = creator ?? context.surface.operations.first { $0.needsBody && $0.placeholders.isEmpty }
        guard let target else {
            notes.skip("bodies", "no operation takes a body")
            return
        }
        try await large(target, context, &notes)
        try await deep(target, context, &notes)
        try await slow(target, context, &notes)
    }

    private static func pages(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let names = ["limit", "size", "pagesize", "perpage", "count", "take", "top", "first", "maxresults"]
        let reads = context.surface.operations.filter { $0.isRead && $0.placeholders.isEmpty }
        for operation in reads {
            let parameter = operation.parameters.first { $0.place == .query && names.contains($0.name.normalName) }
            guard let parameter else { continue }
            let most = parameter.schema["maximum"]?.double ?? 1_000
            let call = operation.call(query: [(parameter.name, "1000000")]).by(context.a)
            guard let answer = try await context.ask(call) else { continue }
            let count = answer.json?.items.count ?? 0
            if !answer.isGood || answer.headers["link"] != nil && Double(count) <= most {
                notes.held()
            } else if Double(count) > most {
                notes.found(
                    .medium, cwe: 770, operation.id, "A page may be as long as the caller likes",
                    evidence: "\(parameter.name)=1000000 brought \(count) items", calls: [call],
                    remedy: "Refuse or cut off page sizes over a bound.")
            } else if parameter.schema["maximum"] != nil {
                notes.found(
                    .low, cwe: 770, operation.id, "The documented bound of a page is not kept",
                    evidence: "\(parameter.name)=1000000 was taken though \(Int(most)) is the maximum", calls: [call],
                    remedy: "Refuse page sizes over the bound.")
            } else {
                notes.skip(operation.id, "there are only \(count) items: too few to see a bound")
            }
        }
    }

    private static func large(
        _ target: SurfaceOperation, _ context: AuditContext, _ notes: inout Notebook
    ) async throws {
        let body = context.world.creators[target.id] ?? .object([])
        let name = body.members.first { $0.value.isText }?.name ?? "fivegate"
        let call = target.call(body: body.setting(name, .string(String(repeating: "x", count: 10_000_000)))).by(
            context.a)
        let answer = try? await context.client.limited(to: 20).sendOnce(call)
        guard try await isAlive(context) else {
            notes.found(
                .high, cwe: 770, target.id, "A body of 10 MB stops the server", evidence: "it does not answer any more",
                calls: [call], remedy: "Limit bodies before they are read (413).")
            return
        }
        guard let answer else {
            notes.skip(target.id, "a body of 10 MB had no answer within 20 s")
            return
        }
        if answer.isGood || answer.status >= 500 {
            notes.found(
                .medium, cwe: 770, target.id, "A body of 10 MB is taken", evidence: "status \(answer.status)",
                calls: [call], remedy: "Limit bodies before they are read (413).")
        } else {
            notes.held()
        }
    }

    private static func deep(
        _ target: SurfaceOperation, _ context: AuditContext, _ notes: inout Notebook
    ) async throws {
        let depth = 10_000
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let objects = String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        for body in [text, "{\"fivegate\":\(text)}", objects] {
            let call = Call(target.method, target.target([:]), json: body).by(context.a)
            let answer = try? await context.client.sendOnce(call)
            let isAlive = try await isAlive(context)
            guard !isAlive || (answer?.status ?? 500) >= 500 else {
                notes.held()
                continue
            }
            notes.found(
                isAlive ? .medium : .high, cwe: 674, target.id,
                isAlive
                    ? "JSON nested 10,000 deep is an error of the server" : "JSON nested 10,000 deep stops the server",
                evidence: answer.map { "status \($0.status)" } ?? "the connection broke off", calls: [call],
                remedy: "Limit how deep JSON may nest, and refuse with 400.")
            return
        }
    }

    /// Many bodies that never come must keep nobody else waiting.
    private static func slow(
        _ target: SurfaceOperation, _ context: AuditContext, _ notes: inout Notebook
    ) async throws {
        guard let raw = context.client.rawAddress else {
            notes.skip("slow bodies", "octets can be sent by hand over plain HTTP only")
            return
        }
        let head =
            "\(target.method) \(target.target([:])) HTTP/1.1\r\nHost: \(raw.host)\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{"
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        for _ in 0..<64 {
            if let socket = await raw.open(sending: Data(head.utf8)) { sockets.append(socket) }
        }
        let seconds = try await context.time(Call("GET", "/"))
        let call = Call(target.method, target.target([:]), json: "{")
        if seconds > 2 {
            notes.found(
                .high, cwe: 400, target.id, "Callers that send slowly keep others waiting",
                evidence: "beside \(sockets.count) slow bodies a request took \(Int(seconds)) s", calls: [call],
                remedy: "Read bodies without holding a thread for each, and give them a time limit.")
        } else {
            notes.held()
        }
    }

    private static func isAlive(_ context: AuditContext) async throws -> Bool {
        for _ in 0..<3 {
            if (try? await context.client.sendOnce(Call("GET", "/"))) != nil { return true }
        }
        return false
    }
}
