import Blueprint
import Foundation

/// Where anybody signs in, what it takes and what it gives.
public struct Door: Sendable, Equatable {
    public var path: String
    /// The answer's member that holds the token (`data.token` for a member of a member); nil: the first that looks like one.
    public var token: String?
    /// The header that the token is sent in; nil: `Authorization`, as a bearer token (RFC 6750).
    public var header: String?
    /// `application/x-www-form-urlencoded` (RFC 6749, 4.3.2) or JSON.
    public var mediaType = "application/json"
    /// What the form takes besides: `grant_type`.
    var constants: [JSON.Member] = []

    init(path: String, token: String? = nil, header: String? = nil) {
        self.path = path
        self.token = token
        self.header = header
    }

    /// As the document describes it: its path below the server's, its media type, the header of its API key.
    func fitted(to surface: Surface) -> Door {
        var door = self
        func operation(_ path: String) -> SurfaceOperation? {
            surface.operations.first { $0.path == path && $0.method == "POST" }
        }
        door.header = header ?? surface.tokenHeader
        guard let operation = operation(path) ?? operation(surface.base + path) else { return door }
        door.path = operation.path
        guard let body = operation.body, body.mediaType.contains("form") else { return door }
        door.mediaType = "application/x-www-form-urlencoded"
        if body.schema["properties"]?["grant_type"] != nil { door.constants = [.init("grant_type", "password")] }
        return door
    }

    var isForm: Bool { mediaType.contains("form") }

    /// What is sent.
    func body(_ login: JSON) -> Data {
        let whole = JSON.object(login.members + constants.filter { login[$0.name] == nil })
        return Data((isForm ? whole.form : whole.compactText).utf8)
    }

    /// The token in an answer; nil: it gives none.
    func token(in answer: JSON) -> String? {
        if let token { return answer.value(at: token)?.text }
        return answer.pairs().first {
            let name = $0.name.normalName
            return (name.contains("token") || name.hasSuffix("key")) && !name.contains("refresh")
                && !name.contains("type") && $0.value.count > 8 && !$0.value.contains(" ")
        }?.value
    }

    /// Whoever holds the token.
    func identity(_ token: String, name: String) -> Identity {
        guard let header, header.lowercased() != "authorization" else { return .bearer(token, name: name) }
        return Identity(name: name, headers: [header: token])
    }

    /// - Returns: the status, and the identity where a token was given.
    func signIn(_ login: JSON, name: String, _ client: HTTPClient) async throws -> (status: Int, identity: Identity?) {
        let answer = try await client.send("POST", path, headers: ["Content-Type": mediaType], body: body(login))
        let token = JSON(parsing: answer.body).flatMap { self.token(in: $0) }
        return (answer.status, token.map { identity($0, name: name) })
    }
}

extension JSON {
    /// `application/x-www-form-urlencoded`
    var form: String {
        members.map { "\($0.name.percentEncoded)=\(($0.value.plain ?? $0.value.compactText).percentEncoded)" }
            .joined(separator: "&")
    }
}
