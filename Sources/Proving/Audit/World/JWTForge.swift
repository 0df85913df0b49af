import Blueprint
import Crypto
import Foundation

/// Makes tokens that a server should refuse (RFC 7515).
enum JWTForge {
    static func sign(_ header: JSON, _ claims: JSON, secret: Data) -> String {
        let signed = unsigned(header, claims)
        return signed + "." + code(signed, secret)
    }

    /// `header.claims`
    static func unsigned(_ header: JSON, _ claims: JSON) -> String {
        [header, claims].map { Data($0.compactText.utf8).base64URL }.joined(separator: ".")
    }

    /// HMAC with SHA-256 (or as the bits say), in base64url.
    static func code(_ signed: String, _ secret: Data, bits: Int = 256) -> String {
        let key = SymmetricKey(data: secret)
        let text = Data(signed.utf8)
        return switch bits {
        case 384: Data(HMAC<SHA384>.authenticationCode(for: text, using: key)).base64URL
        case 512: Data(HMAC<SHA512>.authenticationCode(for: text, using: key)).base64URL
        default: Data(HMAC<SHA256>.authenticationCode(for: text, using: key)).base64URL
        }
    }
}
