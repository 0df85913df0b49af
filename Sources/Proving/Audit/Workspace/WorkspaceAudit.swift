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
    private let brief: Brief
    private let supervisor: Supervisor
    /// For accounts that live as long as the audit.
    private static let words = ["a": "Audit-a-7gQ2", "b": "Audit-b-9kX4", "admin": "Audit-c-3mW8"]

    /// - Parameters:
    ///   - server: the built executable.
    ///   - workspace: the service's folder, where `Migrations` and `openapi.yaml` lie.
    public init(server: String, workspace: String, brief: Brief, supervisor: Supervisor) {
        self.server = server
        self.workspace = workspace
        self.brief = brief
        self.supervisor = supervisor
    }

    /// - Throws: `Impossible`; `ProcessError` and `ServerProcess.NotReady` when the service does not start.
    public func run(only: [String] = [], say: (ProbeResult) -> Void = { _ in }) async throws -> AuditReport {
        let text = try String(contentsOfFile: workspace + "/openapi.yaml", encoding: .utf8)
        let surface = try Surface(openAPI: text)
        let state = FileManager.default.temporaryDirectory.appending(path: "fivegate-audit-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: state) }
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let key = TokenKey(service: brief.api)
        try key.write(to: state + "/token-keys.json")
        let environment = Self.environment(state)
        _ = try await command(["migrate", "up"], state, environment)
        return try await ServerProcess.running(
            server, directory: workspace, state: state, environment: environment, supervisor: supervisor
        ) { process in
            let file = try await makeAccounts(surface, process.client, state, environment)
            let audit = try Audit(
                surface, url: process.client.base, credentials: file, rules: AuditRules(brief), only: only,
                forwards: true,
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

    @discardableResult private func command(
        _ arguments: [String], _ state: String, _ environment: [String: String?], input: String? = nil
    ) async throws -> Outcome {
        try await supervisor.run(
            Command(
                server, arguments, directory: workspace,
                environment: ServerProcess.environment(state: state).merging(environment) { $1 },
                input: input.map { Data($0.utf8) }, timeLimit: .seconds(60), grace: .seconds(2))
        ).successful()
    }

    /// Two callers of the lowest role and one of the highest, made by the service's own command.
    private func makeAccounts(
        _ surface: Surface, _ client: HTTPClient, _ state: String, _ environment: [String: String?]
    ) async throws -> CredentialsFile? {
        guard let auth = brief.auth, let login = surface.operation("auth.login") else { return nil }
        let sample = surface.operation("auth.register").map { operation in
            SchemaSample.value(of: operation.body?.schema ?? .object([]), 7)
        }
        var identities: [JSON.Member] = []
        for (name, password) in Self.words.sorted(by: { $0.key < $1.key }) {
            let address = "audit-\(name)@example.org"
            let role = name == "admin" ? brief.roles.last : brief.roles.first
            var arguments = ["admin", "create", address] + (role.map { ["--role", $0] } ?? [])
            for member in sample?.members ?? [] where member.name != auth.login && member.name != "password" {
                if let value = member.value.plain { arguments += ["--set", "\(member.name)=\(value)"] }
            }
            try await command(arguments, state, environment, input: password + "\n")
            identities.append(.init(name, ["\(auth.login)": .string(address), "password": .string(password)]))
        }
        let credentials: JSON = [
            "login": ["path": .string(login.path), "token": "accessToken"], "identities": .object(identities),
        ]
        let path = state + "/who.json"
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(credentials.compactText.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Impossible(description: "\(path) cannot be written") }
        return try CredentialsFile(path: path)
    }
}
