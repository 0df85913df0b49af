import Blueprint
import Brief
import Crypto
import Foundation
import GRDB
import Processes

/// Where scenarios are played: the built server, started anew for each with a database that holds just what the scenario is
/// given, at the scenario's time. Nothing in the service helps: the clock is libfaketime's, rows are written to the
/// database file before the server opens it, and access tokens are signed with a key that the configuration names.
public struct ScenarioStage: Sendable {
    private static let argon2 = Tool("argon2", .debian("argon2"))

    let server: String
    /// The service's folder, where `Migrations` and `openapi.yaml` lie.
    let workspace: String
    public let blueprint: Blueprint
    let toolbox: Toolbox
    /// Holds the migrated database and the key; removed by `close`.
    let folder: String
    /// By password, as `_credentials` holds it.
    let hashes: [String: String]
    let key: TokenKey
    private let clock: StoppedClock

    /// Migrates a database and hashes the passwords of all cases.
    /// - Throws: `MissingTool`, or `ProcessError` when the server's `migrate up` fails.
    public init(server: String, workspace: String, blueprint: Blueprint, toolbox: Toolbox) async throws {
        self.server = server
        self.workspace = workspace
        self.blueprint = blueprint
        self.toolbox = toolbox
        folder = FileManager.default.temporaryDirectory.appending(path: "fivegate-stage-\(UUID().uuidString)").path
        key = TokenKey(service: blueprint.brief.api)
        clock = try await StoppedClock(at: Case.now, toolbox)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try key.write(to: folder + "/token-keys.json")
            hashes = try await Self.hashes(of: blueprint, toolbox)
            _ = try await toolbox.run(
                Command(
                    server, ["migrate", "up"], directory: workspace,
                    environment: ServerProcess.environment(state: folder).merging(
                        Self.environment(folder, clock)
                    ) { $1 },
                    timeLimit: .seconds(60), grace: .seconds(2))
            ).successful()
        } catch {
            clock.close()
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    public func close() {
        clock.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts the server with what a case is given, and stops it afterwards.
    /// - Parameter settings: of the server, beside those that all are given.
    func playing<Value: Sendable>(
        _ given: Given, settings: [String: String?] = [:],
        _ body: (ServerProcess, ScenarioDatabase) async throws -> Value
    ) async throws -> Value {
        try await holding(given) { state, database in
            try await ServerProcess.running(
                server, directory: workspace, state: state, environment: environment.merging(settings) { $1 },
                supervisor: toolbox.supervisor
            ) { try await body($0, database) }
        }
    }

    /// Starts the server on a state folder; whoever asks for it stops it.
    func start(on state: String) async throws -> ServerProcess {
        try await ServerProcess.start(
            server, directory: workspace, state: state, environment: environment, supervisor: toolbox.supervisor)
    }

    /// A state folder with what a case is given, for as long as the body runs.
    func holding<Value: Sendable>(
        _ given: Given, _ body: (_ state: String, ScenarioDatabase) async throws -> Value
    ) async throws -> Value {
        let state = folder + "/" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: state) }
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.copyItem(atPath: folder + "/service.sqlite", toPath: state + "/service.sqlite")
        let database = try ScenarioDatabase(path: state + "/service.sqlite", schema: blueprint.schema)
        try database.insert(given, hashes: hashes)
        return try await body(state, database)
    }

    private var environment: [String: String?] { Self.environment(folder, clock) }

    /// What the server is given: the key in the folder, and a clock that stands still at `Case.now`.
    private static func environment(_ folder: String, _ clock: StoppedClock) -> [String: String?] {
        [
            "TOKEN_KEYS_FILE": folder + "/token-keys.json", "SIGNING_SECRET": String(repeating: "s", count: 43),
            "TRUSTED_PROXIES": "127.0.0.1", "LOG_LEVEL": "error",
        ].merging(clock.environment) { $1 }
    }

    /// By password, as `_credentials` holds it.
    static func hashes(of blueprint: Blueprint, _ toolbox: Toolbox) async throws -> [String: String] {
        try await hashes(of: Set(blueprint.cases.flatMap { $0.given.accounts.compactMap(\.password) }), toolbox)
    }

    static func hashes(of passwords: Set<String>, _ toolbox: Toolbox) async throws -> [String: String] {
        if passwords.isEmpty { return [:] }
        let argon2 = try toolbox.locate(argon2)
        var hashes: [String: String] = [:]
        for password in passwords {
            // OWASP's least: 19 MiB, two passes. The password goes in by standard input.
            let outcome = try await toolbox.run(
                Command(
                    argon2, ["fivegate-scenario", "-id", "-t", "2", "-k", "19456", "-p", "1", "-l", "32", "-e"],
                    input: Data(password.utf8), timeLimit: .seconds(30))
            ).successful()
            hashes[password] = outcome.output.text.trimmingCharacters(in: .newlines)
        }
        return hashes
    }
}

/// A key of our own for access tokens (JWS with HS256, RFC 7515 and RFC 7518 section 3.2).
struct TokenKey: Sendable {
    private let secret = SymmetricKey(size: .bits256)
    private let service: String

    init(service: String) { self.service = service }

    /// As a JSON Web Key Set (RFC 7517), readable for its owner only.
    func write(to path: String) throws {
        let octets = secret.withUnsafeBytes { Data($0) }.base64URL
        let set: JSON = ["keys": [["kty": "oct", "kid": "scenario", "alg": "HS256", "k": .string(octets)]]]
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(set.jsonText.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
    }

    /// An access token as the service issues them.
    /// - Parameter lifetime: seconds for which it is good.
    func token(account: String, session: String, issued: Date, lifetime: Int = 600) -> String {
        let issued = Int(issued.timeIntervalSince1970)
        let header: JSON = ["alg": "HS256", "typ": "JWT", "kid": "scenario"]
        let claims: JSON = [
            "iss": .string(service), "aud": [.string(service)], "sub": .string(account), "sid": .string(session),
            "jti": .string(UUID().uuidString.lowercased()), "iat": .int(issued), "exp": .int(issued + lifetime),
        ]
        return sign(header, claims)
    }

    /// A token with this header and these claims (JWS compact serialisation).
    func sign(_ header: JSON, _ claims: JSON) -> String {
        let signed = [header, claims].map { Data($0.compactText.utf8).base64URL }.joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: secret)
        return signed + "." + Data(code).base64URL
    }
}

extension Data {
    /// RFC 4648 section 5, without padding.
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
