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
        guard let login = credentials?.login(of: name),
            let answer = try? await http.send(
                "POST", login.path, headers: ["Content-Type": "application/json"],
                body: Data(login.body.compactText.utf8)
            ), let token = JSON(parsing: answer.body)?.value(at: login.token)?.text
        else { return nil }
        let identity = Identity.bearer(token, name: name)
        current[name] = identity
        return identity
    }
}

extension Identity {
    /// The bearer token, if that is what proves it.
    var token: String? {
        guard let value = headers.first(where: { $0.key.lowercased() == "authorization" })?.value else { return nil }
        return value.lowercased().hasPrefix("bearer ") ? String(value.dropFirst(7)) : nil
    }
}
