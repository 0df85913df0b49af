import Crypto
import Foundation

/// The keys of access tokens: the first signs, all of them verify. Kept as a JSON Web Key Set (RFC 7517) with `kid` and `alg` for each,
/// so that a key is rotated by putting a new one in front and removing the old one when its last token has ended.
public struct TokenKeys: Sendable {
    /// A key and the one algorithm it may be used with.
    struct Key: Sendable {
        enum Material: Sendable {
            case ed25519(Curve25519.Signing.PublicKey, signing: Curve25519.Signing.PrivateKey?)
            case hs256(SymmetricKey)
        }

        let id: String
        let material: Material

        /// `alg` of the token's header.
        var algorithm: String {
            switch material {
            case .ed25519: "EdDSA"
            case .hs256: "HS256"
            }
        }

        var signs: Bool {
            if case .ed25519(_, signing: nil) = material { return false }
            return true
        }
    }

    let keys: [Key]

    /// - Throws: ``TokenKeysError``
    public init(jwks: String) throws {
        guard let set = try? JSONDecoder().decode(WebKeySet.self, from: Data(jwks.utf8)) else {
            throw TokenKeysError.malformed
        }
        keys = try set.keys.map { try $0.key() }
        guard let first = keys.first else { throw TokenKeysError.empty }
        guard first.signs else { throw TokenKeysError.cannotSign(first.id) }
        guard Set(keys.map(\.id)).count == keys.count else { throw TokenKeysError.sameID }
    }

    /// A new Ed25519 key as a key set, in front of the keys of `existing`.
    public static func generate(id: String, before existing: String? = nil) throws -> String {
        var set = WebKeySet(keys: [])
        if let existing {
            _ = try TokenKeys(jwks: existing)
            set = try JSONDecoder().decode(WebKeySet.self, from: Data(existing.utf8))
        }
        let key = Curve25519.Signing.PrivateKey()
        set.keys.insert(
            WebKey(
                kty: "OKP", kid: id, alg: "EdDSA", crv: "Ed25519", x: key.publicKey.rawRepresentation.base64URL,
                d: key.rawRepresentation.base64URL, k: nil), at: 0)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(set), as: UTF8.self) + "\n"
    }
}

/// A key set that cannot be used. No message holds key material.
public enum TokenKeysError: Error, Equatable, CustomStringConvertible {
    case malformed, empty, sameID
    case cannotSign(String)
    case unusable(String)

    public var description: String {
        switch self {
        case .malformed: "the token keys are no JSON Web Key Set with `kid` and `alg` for each key"
        case .empty: "the token keys hold no key"
        case .sameID: "two token keys have the same `kid`"
        case .cannotSign(let id): "the first token key (\(id)) has no private part, so it cannot sign"
        case .unusable(let id): "the token key \(id) is neither Ed25519 with EdDSA nor at least 32 bytes with HS256"
        }
    }
}

private struct WebKeySet: Codable {
    var keys: [WebKey]
}

private struct WebKey: Codable {
    var kty: String
    var kid: String
    var alg: String
    var crv: String?
    var x: String?
    var d: String?
    var k: String?

    func key() throws -> TokenKeys.Key {
        switch (kty, alg, crv) {
        case ("OKP", "EdDSA", "Ed25519"):
            let signing = d.flatMap(Data.init(base64URL:)).flatMap {
                try? Curve25519.Signing.PrivateKey(rawRepresentation: $0)
            }
            let verifying = x.flatMap(Data.init(base64URL:)).flatMap {
                try? Curve25519.Signing.PublicKey(rawRepresentation: $0)
            }
            guard let verifying = signing?.publicKey ?? verifying, d == nil || signing != nil else { break }
            return TokenKeys.Key(id: kid, material: .ed25519(verifying, signing: signing))
        case ("oct", "HS256", nil):
            guard let secret = k.flatMap(Data.init(base64URL:)), secret.count >= 32 else { break }
            return TokenKeys.Key(id: kid, material: .hs256(SymmetricKey(data: secret)))
        default: break
        }
        throw TokenKeysError.unusable(kid)
    }
}
