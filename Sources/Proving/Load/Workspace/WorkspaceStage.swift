import Blueprint
import Brief
import Foundation
import Processes

/// A workspace's server made ready for load: a database of its own with everybody who will call, their tokens signed with a
/// key of our own, and the mix of what they ask.
struct WorkspaceStage: Sendable {
    let server: String
    let workspace: String
    let blueprint: Blueprint
    let toolbox: Toolbox
    let plan: WorkspacePlan
    /// For the server's data and keys; removed by `close`.
    let folder: String
    private let key: TokenKey
    private let clones: [[CaseClone]]
    /// By account.
    private let sessions: [String: String]
    private let begun = Date()

    /// - Throws: `MissingTool`, `ProcessError` when the server's `migrate up` fails, `DatabaseError` when the schema does
    ///   not take the rows.
    init(
        server: String, workspace: String, blueprint: Blueprint, toolbox: Toolbox, plan: WorkspacePlan,
        seconds: Double
    ) async throws {
        self.server = server
        self.workspace = workspace
        self.blueprint = blueprint
        self.toolbox = toolbox
        self.plan = plan
        key = TokenKey(service: blueprint.brief.api)
        folder = FileManager.default.temporaryDirectory.appending(path: "fivegate-load-\(UUID().uuidString)").path
        clones = Self.clones(plan, blueprint)
        sessions = Dictionary(
            clones.joined().compactMap { clone in
                if case .account(let id) = clone.request.identity { (id, UUID().uuidString.lowercased()) } else { nil }
            }, uniquingKeysWith: { first, _ in first })
        do { try await prepare(lifetime: Int(seconds) + 86_400) } catch {
            close()
            throw error
        }
    }

    func close() { try? FileManager.default.removeItem(atPath: folder) }

    private func prepare(lifetime: Int) async throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try key.write(to: folder + "/token-keys.json")
        _ = try await toolbox.run(
            Command(
                server, ["migrate", "up"], directory: workspace,
                environment: ServerProcess.environment(state: folder).merging(environment) { $1 },
                timeLimit: .seconds(60), grace: .seconds(2))
        ).successful()
        let hashes = try await ScenarioStage.hashes(of: blueprint, toolbox)
        let database = try ScenarioDatabase(path: folder + "/service.sqlite", schema: blueprint.schema, now: begun)
        try database.insert(
            clones.joined().map(\.given), hashes: hashes, sessions: sessions.map { ($0.value, $0.key) },
            lifetime: lifetime)
    }

    /// What the server is given: the key, and callers' addresses as a proxy on this machine would tell them.
    var environment: [String: String?] {
        [
            "TOKEN_KEYS_FILE": folder + "/token-keys.json", "SIGNING_SECRET": String(repeating: "s", count: 43),
            "TRUSTED_PROXIES": "127.0.0.1", "TZ": "UTC",
        ]
    }

    private static func clones(_ plan: WorkspacePlan, _ blueprint: Blueprint) -> [[CaseClone]] {
        var cloner = CaseCloner(blueprint)
        return plan.parts.map { part in
            (0..<part.clones).compactMap { _ in cloner.clone(part.original, part.endpoint) }
        }
    }

    /// The mix, for a server at this address, and a request of each endpoint to be sent before the clock starts.
    /// - Parameter lifetime: seconds for which tokens are good.
    func mix(_ target: LoadTarget, lifetime: Int) -> (LoadMix, rehearsal: [LoadRequest]) {
        var address = 0
        var rehearsal: [LoadRequest] = []
        let endpoints = zip(plan.parts, clones).map { part, clones in
            let requests = clones.map { clone in
                address += 1
                return request(clone, target, address: address, lifetime: lifetime)
            }
            rehearsal += requests.prefix(1)
            return LoadEndpoint(
                part.endpoint.id, weight: part.share,
                part.isRepeatable ? .cycle(requests) : .once(Array(requests.dropFirst())))
        }
        return (LoadMix(endpoints), rehearsal)
    }

    private func request(_ clone: CaseClone, _ target: LoadTarget, address: Int, lifetime: Int) -> LoadRequest {
        let request = clone.request
        var headers: [(name: String, value: String)] = [
            ("X-Forwarded-For", "10.\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)")
        ]
        var body: [UInt8]?
        switch request.body {
        case .none: break
        case .json(let json): body = Array(json.compactText.utf8)
        case .text(let text): body = Array(text.utf8)
        }
        if body != nil {
            let type = request.method == "PATCH" ? "application/merge-patch+json" : "application/json"
            headers.append(("Content-Type", type))
        }
        headers += request.headers.map { ($0.name, $0.value) }
        var credentials: [(name: String, value: String)] = []
        if case .account(let id) = request.identity, let session = sessions[id] {
            let token = key.token(account: id, session: session, issued: begun, lifetime: lifetime)
            credentials = [("Authorization", "Bearer " + token)]
        }
        return LoadRequest(
            request.method, ScenarioPlayer.target(request), host: target.authority, headers: headers,
            credentials: credentials, body: body, expected: [clone.expected])
    }
}
