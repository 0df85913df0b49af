import Blueprint
import Foundation

/// Sends an audit's calls. A server that says "too many" (429) is waited for, within a budget: its refusals must never be
/// taken for safety.
struct AuditClient: Sendable {
    typealias Answer = HTTPClient.Answer

    /// 429, and no patience is left.
    struct RateLimited: Error, CustomStringConvertible {
        var description: String { "the server limits the rate (429) and does not say that it ends soon" }
    }

    private let http: HTTPClient
    private var patience: Patience
    /// Another address for each call, where the server trusts this machine as a proxy.
    private let forwards: Bool
    private let sessions: Sessions?

    var base: String { http.base }
    /// Plain HTTP, where a probe may speak octets of its own.
    var rawAddress: RawHTTP? { RawHTTP(base: base) }

    init(
        base: String, timeLimit: TimeInterval = 10, patience: Patience = Patience(), sessions: Sessions? = nil,
        forwards: Bool = false
    ) {
        self.sessions = sessions
        http = HTTPClient(base: base.hasSuffix("/") ? String(base.dropLast()) : base, timeLimit: timeLimit)
        self.patience = patience
        self.forwards = forwards
    }

    /// With a token that is still good for a while.
    func fresh(_ identity: Identity) async -> Identity { await sessions?.fresh(identity) ?? identity }

    /// Signs an identity in anew; nil: it cannot.
    func renew(_ name: String) async -> Identity? { await sessions?.renew(name) }

    /// Waits for no rate limit.
    var impatient: AuditClient {
        var client = self
        client.patience = Patience(seconds: 0)
        return client
    }

    /// With another limit for each call.
    func limited(to seconds: TimeInterval) -> AuditClient {
        AuditClient(base: base, timeLimit: seconds, patience: patience, sessions: sessions, forwards: forwards)
    }

    /// - Throws: `URLError`, `RateLimited`.
    func send(_ call: Call) async throws -> Answer {
        while true {
            let answer = try await sendOnce(call)
            guard answer.status == 429 else { return answer }
            let seconds = answer.headers["retry-after"].flatMap(Double.init) ?? 1
            guard try await patience.wait(seconds) else { throw RateLimited() }
        }
    }

    /// 429 is an answer like any other.
    func sendOnce(_ call: Call) async throws -> Answer {
        var call = call
        if let sessions, let identity = call.identity { call.identity = await sessions.fresh(identity) }
        var headers = call.allHeaders
        if forwards, headers["X-Forwarded-For"] == nil {
            headers["X-Forwarded-For"] = "198.18.\(Int.random(in: 0...255)).\(Int.random(in: 1...254))"
        }
        return try await http.send(call.method, call.path, headers: headers, body: call.body)
    }
}

/// How long an audit waits for rate limits, in all.
actor Patience {
    private var left: Double
    private let sleep: @Sendable (Double) async throws -> Void

    /// - Parameter seconds: of all waits together.
    init(seconds: Double = 75, sleep: @escaping @Sendable (Double) async throws -> Void = Patience.sleep) {
        left = seconds
        self.sleep = sleep
    }

    @Sendable private static func sleep(_ seconds: Double) async throws { try await Task.sleep(for: .seconds(seconds)) }

    /// - Returns: false when that is more than is left.
    func wait(_ seconds: Double) async throws -> Bool {
        guard seconds <= left else { return false }
        left -= max(seconds, 0.1)
        try await sleep(max(seconds, 0.1))
        return true
    }
}

extension HTTPClient.Answer {
    var json: JSON? { JSON(parsing: body) }

    /// Its values; of a plain text, the lines. Nil: it is neither.
    var pairs: [Pair]? {
        if let json { return json.pairs() }
        guard headers["content-type"]?.contains("text/plain") == true else { return nil }
        return text.split(whereSeparator: \.isNewline).filter { $0.count > 8 }.map {
            Pair(name: "line", value: String($0))
        }
    }

    /// 2xx, and the body does not say otherwise: many servers answer 200 with an error in it.
    var isGood: Bool {
        guard (200...299).contains(status) else { return false }
        guard let json, !json.members.isEmpty else { return true }
        for flag in ["success", "ok"] where [.bool(false), "false"].contains(json[flag]) { return false }
        if let status = json["status"]?.text?.lowercased(), ["fail", "failed", "failure", "error"].contains(status) {
            return false
        }
        switch json["error"] ?? json["errors"] {
        case nil, .null?, .bool(false)?, .string("")?, .array([])?, .object([])?: return true
        default: return json.members.count > 3
        }
    }

    /// The server knows what was asked and says no.
    var isRefusal: Bool { [401, 403, 404, 405, 410].contains(status) }
    var isHTML: Bool { headers["content-type"]?.lowercased().contains("html") == true }
}
