import Blueprint
import Foundation

/// A JSON Web Token taken apart (RFC 7519); its signature is not checked.
struct Token: Sendable {
    var header: JSON
    var claims: JSON
    /// `header.claims.signature`, each in base64url.
    let parts: [String]

    /// Nil: it is none.
    init?(_ text: String) {
        parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Data(base64URL: parts[0]).flatMap({ JSON(parsing: $0) }),
            let claims = Data(base64URL: parts[1]).flatMap({ JSON(parsing: $0) }), header["alg"] != nil
        else { return nil }
        self.header = header
        self.claims = claims
    }

    var algorithm: String { header["alg"]?.text ?? "" }
    var expiry: Date? { claims["exp"]?.double.map(Date.init(timeIntervalSince1970:)) }
    /// What is signed.
    var signed: String { parts[0] + "." + parts[1] }
}

extension Data {
    /// RFC 4648 section 5, with or without padding.
    init?(base64URL text: String) {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/").replacing("=", with: "")
        self.init(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
}
