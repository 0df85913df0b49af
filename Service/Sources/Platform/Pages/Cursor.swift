import Crypto
import Foundation
import GRDB

/// A place in a list, opaque and signed. It names the last row that was seen, not a count, so that rows which come and go
/// meanwhile are neither skipped nor repeated.
struct Cursor: Equatable {
    /// The page before the place, instead of the one behind it.
    var isBackward: Bool
    var value: DatabaseValue
    var id: DatabaseValue

    /// - Parameter context: everything that a cursor is good for: operation, filters, order, caller.
    func token(context: String, secret: [UInt8]) -> String {
        let parts = [isBackward ? "b" : "f"] + [value, id].map(Self.encode)
        let payload = Data(parts.joined(separator: "\u{1F}").utf8)
        return (payload + Self.signature(of: payload, context: context, secret: secret)).base64URL
    }

    /// - Throws: a ``Problem`` with status 400 when it was made by another list, another caller, or nobody.
    init(token: String, context: String, secret: [UInt8]) throws {
        let refused = Problem.malformed("The cursor is not one of this list.", code: "cursor")
        guard let data = Data(base64URL: token), data.count > Self.signatureLength else { throw refused }
        let payload = data.dropLast(Self.signatureLength)
        let signature = Self.signature(of: payload, context: context, secret: secret)
        guard zip(signature, data.suffix(Self.signatureLength)).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0 else {
            throw refused
        }
        let parts = String(decoding: payload, as: UTF8.self).split(
            separator: "\u{1F}", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw refused }
        isBackward = parts[0] == "b"
        value = Self.decode(parts[1])
        id = Self.decode(parts[2])
    }

    init(isBackward: Bool, value: DatabaseValue, id: DatabaseValue) {
        self.isBackward = isBackward
        self.value = value
        self.id = id
    }

    private static let signatureLength = 16

    private static func signature(of payload: Data, context: String, secret: [UInt8]) -> Data {
        var code = HMAC<SHA256>(key: SymmetricKey(data: secret))
        code.update(data: Data(SHA256.hash(data: Data(context.utf8))))
        code.update(data: payload)
        return Data(code.finalize()).prefix(signatureLength)
    }

    private static func encode(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null, .blob: "n"
        case .int64(let number): "i\(number)"
        case .double(let number): "d\(number)"
        case .string(let text): "s" + text
        }
    }

    private static func decode(_ text: Substring) -> DatabaseValue {
        switch text.first {
        case "i": Int64(text.dropFirst()).databaseValue
        case "d": Double(text.dropFirst()).databaseValue
        case "s": String(text.dropFirst()).databaseValue
        default: .null
        }
    }
}
