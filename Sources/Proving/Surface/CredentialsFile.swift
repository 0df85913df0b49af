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
/// `login.token` is then the token (`data.token` for a member of a member), which `login.header` takes where it is not
/// `Authorization: Bearer`.
public struct CredentialsFile: Sendable {
    public struct Invalid: Error, CustomStringConvertible {
        public var description: String
    }

    private var path: String
    /// The place where anybody signs in; nil: the file names none.
    private(set) var door: Door?
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
            door = Door(path: place, token: token, header: login["header"]?.text)
        }
    }

    /// Signing in as the document describes it.
    public func fitted(to surface: Surface) -> CredentialsFile {
        var file = self
        file.door = door?.fitted(to: surface)
        return file
    }

    /// The identities by name, signed in where need be.
    /// - Throws: `Invalid` for an identity that proves nothing or cannot sign in.
    public func signIn(_ client: HTTPClient) async throws -> [String: Identity] {
        var found: [String: Identity] = [:]
        for member in identities { found[member.name] = try await identity(member, client) }
        return found
    }

    /// What an identity sends to sign in; nil: it brings a token or headers.
    func login(of name: String) -> JSON? {
        guard door != nil, let member = identities.first(where: { $0.name == name }),
            member.value["token"] == nil, member.value["headers"] == nil
        else { return nil }
        return member.value
    }

    private func identity(_ member: JSON.Member, _ client: HTTPClient) async throws -> Identity {
        if let token = member.value["token"]?.text { return .bearer(token, name: member.name) }
        if let headers = member.value["headers"]?.members {
            let pairs = headers.compactMap { header in header.value.text.map { (header.name, $0) } }
            return Identity(name: member.name, headers: Dictionary(pairs, uniquingKeysWith: { $1 }))
        }
        guard let door else {
            throw Invalid(
                description: "\(path): \(member.name) has no `token` and no `headers`, and there is no `login`")
        }
        let (status, identity) = try await door.signIn(member.value, name: member.name, client)
        guard let identity else {
            let sent = "the members \(member.value.members.map(\.name).joined(separator: ", ")) as \(door.mediaType)"
            let lack = (200...299).contains(status) ? ", without `\(door.token ?? "token")`" : ""
            throw Invalid(
                description: "\(path): \(member.name) cannot sign in: POST \(door.path) with \(sent) was answered "
                    + "with status \(status)\(lack)")
        }
        return identity
    }
}
