import Blueprint
import Foundation

/// Plays a case of the test plan against the server: its requests over HTTP, its expectations on what comes back and on what
/// is in the database afterwards.
struct ScenarioPlayer: Sendable {
    let stage: ScenarioStage

    /// What came of a case.
    struct Played: Sendable {
        /// From what the case expects.
        var differences: [String] = []
        /// Answered by its operation.
        var statuses: Set<Int> = []
    }

    func play(_ one: Case) async throws -> Played {
        try await stage.playing(one.given) { server, database in
            var played = Played()
            var tokens: [String: String] = [:]
            let before = one.isUnchanged ? try database.contents() : []
            var last: HTTPClient.Answer?
            for step in one.steps {
                let answer = try await send(step.request, after: last, server, database, &tokens)
                played.differences += Self.differences(answer, step.expect)
                played.statuses.insert(answer.status)
                last = answer
            }
            played.differences += try Self.afterwards(one, database)
            if one.isUnchanged, try database.contents() != before { played.differences.append("a row has changed") }
            return played
        }
    }

    /// Sends a case's first request, and nothing more.
    /// - Returns: why the answer is not the one that is expected.
    func answer(_ one: Case, _ server: ServerProcess, _ database: ScenarioDatabase) async throws -> String? {
        guard let step = one.steps.first else { return nil }
        var tokens: [String: String] = [:]
        let answer = try await send(step.request, after: nil, server, database, &tokens)
        let differences = Self.differences(answer, step.expect)
        return differences.isEmpty ? nil : differences.joined(separator: "; ")
    }

    /// Sends a request by itself.
    /// - Returns: the answer's status.
    func send(_ request: Request, _ server: ServerProcess, _ database: ScenarioDatabase) async throws -> Int {
        var tokens: [String: String] = [:]
        return try await send(request, after: nil, server, database, &tokens).status
    }

    /// The request with the token of its account in it, so that nothing needs to be written when it is sent.
    func signed(_ request: Request, _ database: ScenarioDatabase) throws -> Request {
        guard case .account(let id) = request.identity else { return request }
        var tokens: [String: String] = [:]
        var request = request
        request.headers.append(.init("Authorization", "Bearer " + (try token(of: id, database, &tokens))))
        request.identity = .anonymous
        return request
    }

    private func send(
        _ request: Request, after last: HTTPClient.Answer?, _ server: ServerProcess, _ database: ScenarioDatabase,
        _ tokens: inout [String: String]
    ) async throws -> HTTPClient.Answer {
        var headers: [String: String] = [:]
        switch request.identity {
        case .anonymous: break
        case .invalidToken: headers["Authorization"] = "Bearer invalid.token.here"
        case .account(let id): headers["Authorization"] = "Bearer " + (try token(of: id, database, &tokens))
        case .revokedSession(let id): headers["Authorization"] = "Bearer " + (try revokedToken(of: id, database))
        }
        var body: Data?
        switch request.body {
        case .none: break
        case .json(let json): body = Data(json.compactText.utf8)
        case .text(let text): body = Data(text.utf8)
        }
        if body != nil {
            headers["Content-Type"] = request.method == "PATCH" ? "application/merge-patch+json" : "application/json"
        }
        for header in request.headers { headers[header.name] = header.value }
        let target =
            request.follows.map { JSON(parsing: last?.body ?? Data())?[$0]?.text ?? "" } ?? Self.target(request)
        return try await server.client.send(request.method, target, headers: headers, body: body)
    }

    static func target(_ request: Request) -> String {
        if request.query.isEmpty { return request.path }
        var parts = URLComponents()
        parts.queryItems = request.query.map { URLQueryItem(name: $0.name, value: $0.value) }
        return request.path + "?" + (parts.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }

    /// A caller keeps their session from request to request.
    private func token(
        of account: String, _ database: ScenarioDatabase, _ tokens: inout [String: String]
    ) throws -> String {
        if let token = tokens[account] { return token }
        let session = try database.openSession(of: account, isRevoked: false)
        let token = stage.key.token(account: account, session: session, issued: database.now)
        tokens[account] = token
        return token
    }

    private func revokedToken(of account: String, _ database: ScenarioDatabase) throws -> String {
        let session = try database.openSession(of: account, isRevoked: true)
        return stage.key.token(account: account, session: session, issued: database.now)
    }

    // MARK: Expectations

    static func differences(_ answer: HTTPClient.Answer, _ expected: Answer) -> [String] {
        var found: [String] = []
        if answer.status != expected.status {
            found.append("the status is \(answer.status) instead of \(expected.status)")
        }
        for header in expected.headers {
            let value = answer.headers[header.name.lowercased()]
            let holds =
                switch header.test {
                case .present: value != nil
                case .absent: value == nil
                case .equals(let text): value == text
                case .hasPrefix(let text): value?.hasPrefix(text) == true
                }
            if !holds { found.append("the header \(header.name) is \(value ?? "missing")") }
        }
        guard let body = expected.body else { return found }
        let json = JSON(parsing: answer.body)
        if json == nil, !answer.body.isEmpty { return found + ["the body is no JSON"] }
        return found + body.differences(from: json)
    }

    private static func afterwards(_ one: Case, _ database: ScenarioDatabase) throws -> [String] {
        var found = try one.state.flatMap(database.differences)
        for account in one.revokedAccounts where try database.sessions(of: account) > 0 {
            found.append("a session of \(account) goes on")
        }
        if let audit = one.audit {
            let written = try database.audit()
            if written != audit { found.append("the audit log has \(written.count) entries: \(written)") }
        }
        return found
    }
}
