import Blueprint
import Foundation

/// Bursts that a limit should end.
enum RateProbe: Probe {
    static let name = "api4.rate"
    static let item = OWASPItem.api4
    static let title = "Calls are not limited"
    private static let burst = 700

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a, let operation = try await smallest(context, a) else {
            notes.skip("all", "a can read nothing without ids")
            return
        }
        let call = operation.call().by(a)
        var sent = 0
        while sent < burst {
            let statuses = await volley(call, context)
            sent += statuses.count
            if statuses.contains(429) {
                notes.held()
                return
            }
            if statuses.allSatisfy({ $0 == 0 }) {
                notes.skip(operation.id, "the server stopped answering after \(sent) calls")
                return
            }
        }
        notes.found(
            .medium, cwe: 770, operation.id, "One caller may call as often as they like",
            evidence: "\(sent) calls in a burst, none refused", calls: [call],
            remedy: "Limit calls for a caller and for an address, and refuse with 429 and `Retry-After`.")
    }

    /// What is answered with the least: the burst is about calls, not about octets.
    private static func smallest(_ context: AuditContext, _ a: Identity) async throws -> SurfaceOperation? {
        var best: (operation: SurfaceOperation, count: Int)?
        for operation in context.surface.operations
        where operation.isRead && operation.placeholders.isEmpty && !Words.isCommand(operation)
            && context.world.of(a).seen[operation.id] != nil
        {
            guard let answer = try await context.ask(operation.call().by(a)), answer.isGood else { continue }
            if answer.body.count < 10_000 { return operation }
            if best.map({ answer.body.count < $0.count }) ?? true { best = (operation, answer.body.count) }
        }
        return best?.operation
    }

    /// Sixteen at once; 0 for no answer. 503 with `Retry-After` is a limit too.
    private static func volley(_ call: Call, _ context: AuditContext) async -> [Int] {
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    guard let answer = try? await context.client.sendOnce(call) else { return 0 }
                    return answer.status == 503 && answer.headers["retry-after"] != nil ? 429 : answer.status
                }
            }
            var statuses: [Int] = []
            for await status in group { statuses.append(status) }
            return statuses
        }
    }
}
