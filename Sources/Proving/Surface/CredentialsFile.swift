import Blueprint
import Foundation

/// Who may call an API that is not ours, from a JSON file that only its owner may read (mode 0600):
///
/// ```json
/// {"login": {"path": "/v1/auth/login", "token": "accessToken"},
///  "identities": {"a": {"email": "a@example.org", "password": "…"},
///                 "b": {"token": "eyJ…"},
///                 "admin": {"headers": {"X-API-Key": "…"}}}}
/// ```
///
/// An identity has a `token`, `headers`, or the members of a body that is sent to `login.path`; the answer's member
/// `login.token` is then the token (`data.token` for a member of a member).
public struct CredentialsFile: Sendable {
    public struct Invalid: Error, CustomStringConvertible {
        public var description: String
    }

    struct Login: Sendable {
        var path: String
        var token: String
    }

    private var path: String
    private var login: Login?
    private var identities: [JSON.Member]

    /// - Throws: `Invalid` when others may read it, or it is not as above; the message never shows a value.
    public init(path: String) throws(Invalid) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else { throw Invalid(description: "\(path) cannot be read") }
        let mode = (attributes[.posixPermissions] as? Int) ?? 0o777
        guard mode & 0o077 == 0 else {
            throw Invalid(description: "\(path) can be read by others; mend it with: chmod 600 \(path)")
        }
        guard let root = JSON(parsing: data) else { throw Invalid(description: "\(path) is not JSON") }
        let identities = root["identities"]?.members ?? []
        guard !identities.isEmpty else { throw Invalid(description: "\(path) has no `identities`") }
        self.path = path
        self.identities = identities
        if let login = root["login"] {
            guard let place = login["path"]?.text, let token = login["token"]?.text else {
                throw Invalid(description: "\(path): `login` needs `path` and `token`")
            }
            self.login = Login(path: place, token: token)
        }
    }

    /// The identities by name, signed in where need be.
    /// - Throws: `Invalid` for an identity that proves nothing or cannot sign in.
    public func signIn(_ client: HTTPClient) async throws -> [String: Identity] {
        var found: [String: Identity] = [:]
        for member in identities { found[member.name] = try await identity(member, client) }
        return found
    }

    /// What an identity sends to sign in; nil: it brings a token or headers.
    func login(of name: String) -> (path: String, body: JSON, token: String)? {
        guard let login, let member = identities.first(where: { $0.name == name }),
            member.value["token"] == nil, member.value["headers"] == nil
        else { return nil }
        return (login.path, member.value, login.token)
    }

    /// The place where anybody signs in, and the answer's member that holds the token.
    var door: (path: String, token: String)? { login.map { ($0.path, $0.token) } }

    private func identity(_ member: JSON.Member, _ client: HTTPClient) async throws -> Identity {
        if let token = member.value["token"]?.text { return .bearer(token, name: member.name) }
        if let headers = member.value["headers"]?.members {
            let pairs = headers.compactMap { header in header.value.text.map { (header.name, $0) } }
            return Identity(name: member.name, headers: Dictionary(pairs, uniquingKeysWith: { $1 }))
        }
        guard let login else {
            throw Invalid(
                description: "\(path): \(member.name) has no `token` and no `headers`, and there is no `login`")
        }
        let answer = try await client.send(
            "POST", login.path, headers: ["Content-Type": "application/json"], body: Data(member.value.compactText.utf8)
        )
        guard let token = JSON(parsing: answer.body)?.value(at: login.token)?.text else {
            throw Invalid(
                description: "\(path): \(member.name) cannot sign in at \(login.path): status \(answer.status)")
        }
        return .bearer(token, name: member.name)
    }
}
