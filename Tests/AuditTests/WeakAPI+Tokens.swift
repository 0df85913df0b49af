import Blueprint
import Crypto
import Foundation
import Synchronization

@testable import Proving

extension WeakAPI {
    var secret: String { has(.weakSecret) ? "secret" : "k8Zr0f2m-7Qp3vXw9-Ln5sT1yB-4hD6jG" }

    func token(_ name: String, kind: String = "access", life: Int = 600) -> String {
        let now = Int(Date().timeIntervalSince1970)
        let header: JSON = ["alg": "HS256", "typ": "JWT"]
        let claims: JSON = [
            "sub": .string(name), "iat": .int(now), "exp": .int(now + life), "kind": .string(kind),
            "jti": .string(UUID().uuidString),
        ]
        return JWTForge.sign(header, claims, secret: Data(secret.utf8))
    }

    /// The caller's name; "" for nobody where that may be of interest, nil when the token is not good.
    func name(of request: Request) -> String? {
        guard let text = request.bearer else { return "" }
        guard let token = Token(text), isSigned(token), let name = token.claims["sub"]?.text else { return nil }
        if token.claims["kind"] == "refresh", !has(.refreshAsAccess) { return nil }
        if (token.expiry ?? .distantPast) < Date(), !has(.expiredAccepted) { return nil }
        if (token.claims["nbf"]?.double ?? 0) > Date().timeIntervalSince1970 { return nil }
        return store.withLock { store in
            (store.loggedOut.contains(text) && !has(.logoutKeepsToken)) || store.users[name] == nil ? nil : name
        }
    }

    private func isSigned(_ token: Token) -> Bool {
        if has(.signatureIgnored) { return true }
        if token.algorithm.lowercased() == "none" { return has(.algorithmNone) }
        if has(.embeddedKey), let key = token.header["jwk"]?["k"]?.text.flatMap({ Data(base64URL: $0) }) {
            return JWTForge.code(token.signed, key) == token.parts[2]
        }
        if has(.kidInjection), token.header["kid"]?.text?.contains("/dev/null") == true {
            return JWTForge.code(token.signed, Data()) == token.parts[2]
        }
        return token.algorithm == "HS256" && JWTForge.code(token.signed, Data(secret.utf8)) == token.parts[2]
    }

    func login(_ request: Request) -> Response {
        let body = request.json
        if has(.operatorInLogin), body["password"]?.members.isEmpty == false {
            return .json(["token": .string(token("ann"))])
        }
        guard let name = body["username"]?.text, let password = body["password"]?.text else { return no(400) }
        if has(.sqlInLogin), name.contains("' OR '1'='1") { return .json(["token": .string(token("ann"))]) }
        return store.withLock { store in
            if store.failures[name, default: 0] >= 10, !has(.loginUnlimited) { return no(429) }
            guard let user = store.users[name] else {
                return has(.loginTellsUsers) ? .json(["message": "no such user"], 404) : no(401)
            }
            guard user.password == password else {
                store.failures[name, default: 0] += 1
                return no(401)
            }
            return .json([
                "token": .string(token(name)), "refreshToken": .string(token(name, kind: "refresh", life: 9_000)),
            ])
        }
    }
}
