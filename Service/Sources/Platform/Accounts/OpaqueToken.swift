import Crypto
import Foundation

/// A secret that the client keeps and the database knows by its hash only: 256 random bits, so that a plain hash suffices.
struct OpaqueToken: Sendable {
    /// 43 characters of base64url: what the client gets.
    let text: String

    static func random() -> OpaqueToken {
        var generator = SystemRandomNumberGenerator()
        return OpaqueToken(
            text: Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }).base64URL)
    }

    /// What the database keeps.
    var hash: String { SHA256.hex(text) }
}

extension SHA256 {
    /// SHA-256 of a text's UTF-8, hexadecimal.
    static func hex(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = hash(data: Data(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
