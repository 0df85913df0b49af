import Blueprint
import Foundation

/// Keeps identities signed in: access tokens may live for less time than an audit takes.
actor Sessions {
    private var current: [String: Identity]
    private let credentials: CredentialsFile?
    private let http: HTTPClient

    init(_ identities: [String: Identity], _ credentials: CredentialsFile?, _ http: HTTPClient) {
        current = identities
        self.credentials = credentials
        self.http = http
    }

    /// The identity with a token that is still good for a while.
    func fresh(_ identity: Identity) async -> Identity {
        guard let known = current[identity.name] else { return identity }
        guard let end = known.token.flatMap(Token.init)?.expiry, end.timeIntervalSinceNow < 20 else { return known }
        return await renew(identity.name) ?? known
    }

    /// Signs in anew; nil: it cannot.
    @discardableResult func renew(_ name: String) async -> Identity? {
        guard let door = credentials?.door, let login = credentials?.login(of: name),
            let identity = try? await door.signIn(login, name: name, http).identity
        else { return nil }
        current[name] = identity
        return identity
    }
}

extension Identity {
    /// The header that carries the token: a bearer's, or one whose value is a JSON Web Token.
    private var carrier: (name: String, value: String)? {
        headers.first { $0.key.lowercased() == "authorization" && $0.value.lowercased().hasPrefix("bearer ") }
            .map { ($0.key, String($0.value.dropFirst(7))) }
            ?? headers.first { Token($0.value) != nil }
            .map { ($0.key, $0.value) }
    }

    /// The token that proves it.
    var token: String? { carrier?.value }

    /// Its headers with another token in the place of its own.
    func headers(with token: String) -> [String: String] {
        guard let carrier else { return ["Authorization": "Bearer \(token)"] }
        return headers.merging([carrier.name: carrier.name.lowercased() == "authorization" ? "Bearer \(token)" : token])
        {
            $1
        }
    }

    /// The name and password that a header holds in base64 (RFC 7617, whatever the header is called).
    var basic: (name: String, password: String)? {
        for value in headers.values {
            guard let word = value.split(separator: " ").last, let data = Data(base64Encoded: String(word)),
                let text = String(data: data, encoding: .utf8), let colon = text.firstIndex(of: ":")
            else { continue }
            return (String(text[..<colon]), String(text[text.index(after: colon)...]))
        }
        return nil
    }
}
