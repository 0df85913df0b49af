import Blueprint
import Brief
import Foundation
import Processes

/// An audit of a workspace's own service: its built server with a state folder of its own, accounts made for the audit,
/// and the rules of the brief.
public struct WorkspaceAudit: Sendable {
    /// The service cannot be audited; the message says why.
    public struct Impossible: Error, CustomStringConvertible {
        public var description: String
    }

    private let server: String
    private let workspace: String
    private let blueprint: Blueprint
    private let toolbox: Toolbox

    /// - Parameters:
    ///   - server: the built executable.
    ///   - workspace: the service's folder, where `Migrations` and `openapi.yaml` lie.
    public init(server: String, workspace: String, blueprint: Blueprint, toolbox: Toolbox) {
        self.server = server
        self.workspace = workspace
        self.blueprint = blueprint
        self.toolbox = toolbox
    }

    /// - Throws: `Impossible`; `MissingTool`; `ProcessError` and `ServerProcess.NotReady` when the service does not start.
    public func run(only: [String] = [], say: (ProbeResult) -> Void = { _ in }) async throws -> AuditReport {
        let text = try String(contentsOfFile: workspace + "/openapi.yaml", encoding: .utf8)
        var surface = try Surface(openAPI: text)
        let state = FileManager.default.temporaryDirectory.appending(path: "fivegate-audit-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: state) }
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let key = TokenKey(service: blueprint.brief.api)
        try key.write(to: state + "/token-keys.json")
        let environment = Self.environment(state)
        _ = try await toolbox.run(
            Command(
                server, ["migrate", "up"], directory: workspace,
                environment: ServerProcess.environment(state: state).merging(environment) { $1 },
                timeLimit: .seconds(60), grace: .seconds(2))
        ).successful()
        var file: CredentialsFile?
        if let callers = try AuditCallers(blueprint, now: .now) {
            surface = surface.referring(by: blueprint, rows: callers.rows)
            file = try await signedUp(callers, surface.operation("auth.login"), state, key)
        }
        let audited = surface
        let credentials = file
        return try await ServerProcess.running(
            server, directory: workspace, state: state, environment: environment, supervisor: toolbox.supervisor
        ) { process in
            let audit = try Audit(
                audited, url: process.client.base, credentials: credentials, rules: AuditRules(blueprint.brief),
                only: only, forwards: true,
                signer: { key.sign($0, $1) })
            return try await audit.run(say: say)
        }
    }

    private static func environment(_ state: String) -> [String: String?] {
        [
            "TOKEN_KEYS_FILE": state + "/token-keys.json", "SIGNING_SECRET": String(repeating: "s", count: 43),
            "TRUSTED_PROXIES": "127.0.0.1", "LOG_LEVEL": "error",
        ]
    }

    /// Puts the callers into the database.
    private func signedUp(
        _ callers: AuditCallers, _ login: SurfaceOperation?, _ state: String, _ key: TokenKey
    ) async throws -> CredentialsFile {
        let database = try ScenarioDatabase(path: state + "/service.sqlite", schema: blueprint.schema, now: .now)
        let passwords = Set(callers.given.accounts.compactMap(\.password))
        try database.insert(callers.given, hashes: try await ScenarioStage.hashes(of: passwords, toolbox))
        var tokens: [String: String] = [:]
        for caller in callers.callers where login == nil {
            let session = try database.openSession(of: caller.account, isRevoked: false)
            tokens[caller.name] = key.token(account: caller.account, session: session, issued: .now, lifetime: 3600)
        }
        let member = blueprint.brief.auth?.login ?? ""
        let credentials = callers.credentials(login: login.map { ($0.path, member) }) { tokens[$0.name] ?? "" }
        let path = state + "/who.json"
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(credentials.compactText.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Impossible(description: "\(path) cannot be written") }
        return try CredentialsFile(path: path)
    }
}
