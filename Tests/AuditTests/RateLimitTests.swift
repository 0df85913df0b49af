import Blueprint
import Foundation
import Synchronization
import Testing

@testable import Proving

/// A refusal by a rate limit is never taken for safety.
struct RateLimitTests {
    @Test func aLimitThatEndsIsWaitedFor() async throws {
        let record = Record()
        let server = try LoopbackServer { _ in
            if record.next() > 1 { return LoopbackServer.Response.json(["ok": .bool(true)]) }
            var response = LoopbackServer.Response.status(429)
            response.headers = ["Retry-After: 7"]
            return response
        }
        let patience = Patience(seconds: 10) { seconds in record.wait(seconds) }
        let client = AuditClient(base: server.url, patience: patience)
        #expect(try await client.send(Call("GET", "/")).status == 200)
        #expect(record.waits == [7])
    }

    @Test func aLimitThatDoesNotEndIsAnError() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.Response.status(429) }
        let client = AuditClient(base: server.url, patience: Patience(seconds: 3) { _ in })
        await #expect(throws: AuditClient.RateLimited.self) { try await client.send(Call("GET", "/")) }
    }
}

/// Counts requests and keeps what was waited.
private final class Record: Sendable {
    private let state = Mutex<(count: Int, waits: [Double])>((0, []))

    var waits: [Double] { state.withLock { $0.waits } }

    func next() -> Int {
        state.withLock { state in
            state.count += 1
            return state.count
        }
    }

    func wait(_ seconds: Double) { state.withLock { $0.waits.append(seconds) } }
}
