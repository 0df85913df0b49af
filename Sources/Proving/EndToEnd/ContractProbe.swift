import Blueprint
import Brief
import Foundation

/// Makes a server answer what it answers only when something is wrong with, or around, a request that would succeed.
struct ContractProbe: Sendable {
    let stage: ScenarioStage
    let one: Case

    /// Beyond any limit of a body.
    private static let largeBody = 4 << 20

    /// What a probe works with.
    private struct Scene: Sendable {
        let player: ScenarioPlayer
        let server: ServerProcess
        let database: ScenarioDatabase

        func send(_ request: Request) async throws -> Int { try await player.send(request, server, database) }
    }

    func answers(provoking status: Int) async throws -> Set<Int> {
        // The smallest queue for passwords, so that some callers find it full.
        let settings: [String: String?] = status == 503 ? ["HASHING_THREADS": "1", "HASHING_QUEUE": "1"] : [:]
        return try await stage.playing(one.given, settings: settings) { server, database in
            let scene = Scene(player: ScenarioPlayer(stage: stage), server: server, database: database)
            switch status {
            case 409: return try await whileAnswered(scene)
            case 422: return try await withAnUsedKey(scene)
            case 429: return try await again(until: status, scene)
            case 503: return try await together(16, scene)
            case 500: try database.breakTables()
            default: break
            }
            return [try await scene.send(request(for: status))]
        }
    }

    /// The request with what brings a status that needs nothing else.
    private func request(for status: Int) -> Request {
        switch status {
        case 400: malformed
        case 401: changed { $0.identity = .invalidToken }
        case 404: elsewhere
        case 406: changed { $0.headers.append(.init("Accept", "application/x-none")) }
        case 413: changed { $0.body = .json(["planted": .string(String(repeating: "x", count: Self.largeBody))]) }
        case 415: changed { $0.headers.append(.init("Content-Type", "text/x-none")) }
        default: changed { _ in }
        }
    }

    private func changed(_ change: (inout Request) -> Void) -> Request {
        var request = one.steps[0].request
        change(&request)
        return request
    }

    /// A body that is no JSON; without a body, a parameter that there is not.
    private var malformed: Request {
        changed { request in
            if request.body == .none {
                request.query.append(.init("planted", "1"))
            } else {
                request.body = .text("{")
            }
        }
    }

    /// The rows that the path names are others, which are not there.
    private var elsewhere: Request {
        let endpoint = stage.blueprint.endpoints.first { $0.id == one.operation }
        let template = (endpoint?.path ?? "").split(separator: "/", omittingEmptySubsequences: false)
        return changed { request in
            let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
            request.path = zip(template, parts).map { named, part in
                guard named.hasPrefix("{") else { return String(part) }
                return Int(part) == nil ? "01980000-ffff-7000-8000-ffffffffffff" : "999999999"
            }.joined(separator: "/")
        }
    }

    // MARK: Idempotency keys

    private var keyed: Request { changed { $0.headers.append(.init("Idempotency-Key", "contract")) } }

    /// The same key with another body.
    private func withAnUsedKey(_ scene: Scene) async throws -> Set<Int> {
        _ = try await scene.send(keyed)
        var other = keyed
        if case .json(let json) = other.body {
            other.body = .text(json.compactText + " ")
        } else {
            other.body = .text(" ")
        }
        return [try await scene.send(other)]
    }

    /// The same key while the first request waits for the database: it is the second that answers first.
    private func whileAnswered(_ scene: Scene) async throws -> Set<Int> {
        let request = try scene.player.signed(keyed, scene.database)
        let lock = try scene.database.lock()
        defer { lock.release() }
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 { group.addTask { try await scene.send(request) } }
            let first = try await group.next()
            lock.release()
            return try await group.reduce(into: Set([first].compactMap(\.self))) { $0.insert($1) }
        }
    }

    // MARK: Many requests

    /// The clock stands still, so that one more than the largest limit allows is refused.
    private var mostAllowed: Int {
        guard let endpoint = stage.blueprint.endpoint(one.operation) else { return 0 }
        let isSignedIn = if case .account? = one.steps.first?.request.identity { true } else { false }
        return stage.blueprint.brief.limits.filter { $0.counts(endpoint, isSignedIn: isSignedIn) }.map(\.requests).max()
            ?? 0
    }

    private func again(until status: Int, _ scene: Scene) async throws -> Set<Int> {
        var seen: Set<Int> = []
        for _ in 0...mostAllowed where !seen.contains(status) {
            seen.insert(try await scene.send(one.steps[0].request))
        }
        return seen
    }

    private func together(_ count: Int, _ scene: Scene) async throws -> Set<Int> {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count { group.addTask { try await scene.send(one.steps[0].request) } }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
    }
}
