import Blueprint
import Crypto
import Foundation

/// A token that a server should refuse.
struct Forgery: Sendable {
    /// `without a signature`
    var what: String
    /// How it was made, for those who want to make it again.
    var recipe: String
    var token: String
    var severity: AuditSeverity
    var cwe: Int
    var remedy: String
}

enum Forgeries {
    private static let pin = "Let the server name the algorithm and the key; take neither from the token (RFC 8725)."

    /// Other claims under the old signature: where they are taken, no signature is verified, and all forgeries are.
    static func changed(_ token: Token) -> Forgery {
        let claims = token.claims.setting("fivegate", .bool(true))
        return Forgery(
            what: "whose claims were changed: the signature is not verified",
            recipe: "a's token with another claim and the old signature",
            token: JWTForge.unsigned(token.header, claims) + "." + token.parts[2], severity: .critical, cwe: 347,
            remedy: "Verify the signature of every token.")
    }

    static func stripped(_ token: Token) -> Forgery {
        Forgery(
            what: "without its signature", recipe: "a's token with what follows the last dot cut off",
            token: token.signed + ".", severity: .critical, cwe: 347, remedy: "Verify the signature of every token.")
    }

    /// One flaw in four spellings.
    static func unsigned(_ token: Token) -> [Forgery] {
        ["none", "None", "NONE", "nOnE"].map { spelling in
            Forgery(
                what: "with `alg` \(spelling)", recipe: "a's claims with {\"alg\":\"\(spelling)\"} and no signature",
                token: JWTForge.unsigned(token.header.setting("alg", .string(spelling)), token.claims) + ".",
                severity: .critical, cwe: 347, remedy: pin)
        }
    }

    /// The token itself says which key verifies it.
    static func keyed(_ token: Token) -> [Forgery] {
        let key = Data("fivegate-fivegate-fivegate-32byt".utf8)
        let jwk: JSON = ["kty": "oct", "alg": "HS256", "kid": "fivegate", "k": .string(key.base64URL)]
        let plain = token.header.setting("alg", "HS256")
        let kids = [
            ("../../../../../../../dev/null", Data(), "a path to an empty file"),
            ("x' UNION SELECT 'fivegate' -- ", Data("fivegate".utf8), "a piece of SQL"),
            ("x\" UNION SELECT \"fivegate\" -- ", Data("fivegate".utf8), "a piece of SQL"),
        ]
        var forgeries = kids.map { kid, secret, what in
            Forgery(
                what: "whose `kid` is \(what)", recipe: "signed HS256 with what that `kid` yields",
                token: JWTForge.sign(plain.setting("kid", .string(kid)), token.claims, secret: secret),
                severity: .critical, cwe: 347, remedy: "Look `kid` up in a fixed set of keys.")
        }
        forgeries.append(
            Forgery(
                what: "with a key that it brings along (`jwk`)", recipe: "signed HS256 with the key in its own header",
                token: JWTForge.sign(plain.setting("jwk", jwk), token.claims, secret: key), severity: .critical,
                cwe: 347, remedy: pin))
        if let elliptic = elliptic(token) { forgeries.append(elliptic) }
        forgeries.append(
            Forgery(
                what: "signed with an empty key", recipe: "signed HS256 with no key",
                token: JWTForge.sign(plain, token.claims, secret: Data()), severity: .critical, cwe: 347, remedy: pin))
        return forgeries
    }

    private static func elliptic(_ token: Token) -> Forgery? {
        let key = P256.Signing.PrivateKey()
        let point = key.publicKey.rawRepresentation
        let jwk: JSON = [
            "kty": "EC", "crv": "P-256", "x": .string(Data(point.prefix(32)).base64URL),
            "y": .string(Data(point.suffix(32)).base64URL),
        ]
        let signed = JWTForge.unsigned(token.header.setting("alg", "ES256").setting("jwk", jwk), token.claims)
        guard let signature = try? key.signature(for: Data(signed.utf8)) else { return nil }
        return Forgery(
            what: "with an elliptic key that it brings along (`jwk`)",
            recipe: "signed ES256 with the key in its own header",
            token: signed + "." + signature.rawRepresentation.base64URL, severity: .critical, cwe: 347, remedy: pin)
    }

    static func confused(_ token: Token, _ pem: String) -> Forgery {
        Forgery(
            what: "signed with the public key as an HMAC secret",
            recipe: "a's claims, HS256 over the published key's PEM",
            token: JWTForge.sign(token.header.setting("alg", "HS256"), token.claims, secret: Data(pem.utf8)),
            severity: .critical, cwe: 347, remedy: pin)
    }

    /// Rightly signed, and wrong all the same.
    static func signed(_ token: Token, _ signer: (JSON, JSON) -> String) -> [Forgery] {
        let now = Int(Date().timeIntervalSince1970)
        let past = token.claims.setting("iat", .int(now - 90_000)).setting("exp", .int(now - 86_400))
        func forgery(_ what: String, _ claims: JSON, _ severity: AuditSeverity) -> Forgery {
            Forgery(
                what: what, recipe: "a's claims changed so, rightly signed", token: signer(token.header, claims),
                severity: severity, cwe: 613, remedy: "Check `exp`, `nbf`, `iss` and `aud` of every token (RFC 8725).")
        }
        var forgeries = [
            forgery("a day after it has expired", past, .high),
            forgery("a day before it is valid (`nbf`)", token.claims.setting("nbf", .int(now + 86_400)), .medium),
        ]
        if token.claims["iss"] != nil {
            forgeries.append(
                forgery("from another issuer", token.claims.setting("iss", "https://evil.example"), .medium))
        }
        if token.claims["aud"] != nil {
            forgeries.append(forgery("for another audience", token.claims.setting("aud", ["evil"]), .medium))
        }
        return forgeries
    }
}

/// The SubjectPublicKeyInfo of an RSA key (RFC 5280, RFC 8017).
enum RSAPublicKey {
    static func pem(_ jwk: JSON) -> String? {
        guard let n = jwk["n"]?.text.flatMap({ Data(base64URL: $0) }),
            let e = jwk["e"]?.text.flatMap({ Data(base64URL: $0) })
        else { return nil }
        let key = element(0x30, integer(n) + integer(e))
        let algorithm = Data([0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00])
        let info = element(0x30, algorithm + element(0x03, Data([0]) + key))
        let lines = info.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN PUBLIC KEY-----\n\(lines)\n-----END PUBLIC KEY-----\n"
    }

    private static func integer(_ value: Data) -> Data {
        element(0x02, (value.first ?? 0) >= 0x80 ? Data([0]) + value : value)
    }

    /// DER: tag, length, contents.
    private static func element(_ tag: UInt8, _ contents: Data) -> Data {
        let count = contents.count
        let length: [UInt8] =
            count < 0x80
            ? [UInt8(count)] : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        return Data([tag] + length) + contents
    }
}
