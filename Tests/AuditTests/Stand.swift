import Blueprint
import Foundation
import Testing

@testable import Proving

/// An audit of the test's API.
enum Stand {
    static let who = """
        {"login": {"path": "/v1/login", "token": "token"},
         "identities": {"a": {"username": "ann", "password": "ann-Passw0rd-1"},
                        "b": {"username": "ben", "password": "ben-Passw0rd-2"},
                        "admin": {"username": "root", "password": "root-Passw0rd-3"}}}
        """

    static func audit(
        _ flaws: Set<Flaw> = [], errorStatus: Int? = nil, only: [String] = []
    ) async throws -> AuditReport {
        let api = WeakAPI(flaws, errorStatus: errorStatus)
        let server = try LoopbackServer { api.answer($0) }
        let file = try credentials(who)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let audit = try Audit(
            Surface(openAPI: WeakAPI.document), url: server.url, credentials: CredentialsFile(path: file), only: only,
            signer: { JWTForge.sign($0, $1, secret: Data(api.secret.utf8)) })
        return try await audit.run()
    }

    /// An audit of another API, of which the test says all.
    static func audit(
        _ document: String, _ who: String, only: [String], at path: String = "",
        _ answer: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Response
    ) async throws -> AuditReport {
        let server = try LoopbackServer(answer)
        let file = try credentials(who)
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try await Audit(
            Surface(openAPI: document), url: server.url + path, credentials: CredentialsFile(path: file), only: only
        ).run()
    }

    static func credentials(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "who-\(UUID())").path()
        try #require(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
        return path
    }
}
