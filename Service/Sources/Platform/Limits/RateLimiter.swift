import HTTPTypes
import NIOCore
import Synchronization

/// Counts requests in fixed windows, in this process.
final class RateLimiter: Sendable {
    /// Who sends a request.
    struct Request {
        var operation: String
        var caller: Caller?
        var address: String
        var body: ByteBuffer
        var now: Timestamp
    }

    private struct Key: Hashable {
        var limit: Int
        var subject: String
    }

    private struct Window {
        /// Milliseconds since 1970.
        var end: Int64
        var count: Int
    }

    /// What is left to one subject.
    private struct Standing {
        var limit: RateLimit
        var remaining: Int
        /// Seconds until the window ends.
        var reset: Int64
        var isExceeded: Bool
    }

    private let limits: [RateLimit]
    private let windows = Mutex<[Key: Window]>([:])
    /// Windows kept before those that ended are thrown away.
    private let capacity: Int

    /// How many windows are kept.
    var windowCount: Int { windows.withLock { $0.count } }

    init(_ limits: [RateLimit], capacity: Int = 10_000) {
        self.limits = limits
        self.capacity = capacity
    }

    /// Counts a request and adds the headers that say what is left.
    /// - Throws: a ``Problem`` with status 429.
    func count(_ request: Request, _ headers: inout HTTPFields) throws {
        if limits.isEmpty { return }
        let keys = keys(of: request)
        if keys.isEmpty { return }
        let now = request.now.milliseconds
        let standings = windows.withLock { windows in
            if windows.count > capacity { windows = windows.filter { $0.value.end > now } }
            return keys.map { count($0, at: now, in: &windows) }
        }
        write(standings, to: &headers)
        if let worst = standings.filter(\.isExceeded).max(by: { $0.reset < $1.reset }) {
            throw Problem(
                .tooManyRequests, code: "rate-limit",
                detail: "At most \(worst.limit.requests) requests in \(worst.limit.window) s; wait \(worst.reset) s.",
                headers: [.retryAfter: String(worst.reset)])
        }
    }

    private func count(_ key: Key, at now: Int64, in windows: inout [Key: Window]) -> Standing {
        let limit = limits[key.limit]
        var window = windows[key] ?? Window(end: 0, count: 0)
        if window.end <= now { window = Window(end: now + Int64(limit.window) * 1000, count: 0) }
        let isExceeded = window.count >= limit.requests
        if !isExceeded { window.count += 1 }
        windows[key] = window
        return Standing(
            limit: limit, remaining: limit.requests - window.count, reset: (window.end - now + 999) / 1000,
            isExceeded: isExceeded)
    }

    private func keys(of request: Request) -> [Key] {
        var keys: [Key] = []
        for (index, limit) in limits.enumerated() where applies(limit.scope, to: request) {
            for subject in limit.subjects {
                if let name = name(subject, of: request) { keys.append(Key(limit: index, subject: name)) }
            }
        }
        return keys
    }

    private func applies(_ scope: RateLimit.Scope, to request: Request) -> Bool {
        switch scope {
        case .signedIn: request.caller != nil
        case .anonymous: request.caller == nil
        case .operation(let operation): request.operation == operation
        }
    }

    private func name(_ subject: RateLimit.Subject, of request: Request) -> String? {
        switch subject {
        case .ip: "ip " + request.address
        case .user: request.caller.map { "user " + $0.id } ?? "ip " + request.address
        case .field(let field):
            (try? JSON(parsing: request.body))?[field]?.string.map { "field " + $0.trimmingSpaces().lowercased() }
        }
    }

    /// Of several subjects of one limit, the one with the least left is told.
    private func write(_ standings: [Standing], to headers: inout HTTPFields) {
        var tightest: [Standing] = []
        for standing in standings {
            if let index = tightest.firstIndex(where: { $0.limit.name == standing.limit.name }) {
                if standing.remaining < tightest[index].remaining { tightest[index] = standing }
            } else {
                tightest.append(standing)
            }
        }
        headers[.rateLimitPolicy] = tightest.map { "\"\($0.limit.name)\";q=\($0.limit.requests);w=\($0.limit.window)" }
            .joined(separator: ", ")
        headers[.rateLimit] = tightest.map { "\"\($0.limit.name)\";r=\($0.remaining);t=\($0.reset)" }
            .joined(separator: ", ")
    }
}
