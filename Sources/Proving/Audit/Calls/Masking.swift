import Blueprint
import Foundation

/// Keeps secrets out of reports.
enum Masking {
    static let mask = "***"
    private static let words = [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "authorization", "credential", "cookie",
        "privatekey", "signature", "otp", "cvv", "ssn",
    ]

    /// Whether a member or header of this name holds what nobody should read.
    static func isSecret(_ name: String) -> Bool {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return plain == "pin" || plain == "pass" || words.contains { plain.contains($0) }
    }

    /// A value for a sentence: shortened, and masked by its name or when it looks like a token.
    static func value(_ name: String, _ value: String) -> String {
        if isSecret(name) { return mask }
        let text = text(value)
        return text.count > 60 ? text.prefix(57) + "…" : text
    }

    /// Tokens, wherever they stand in a text.
    static func text(_ text: String) -> String {
        text.replacing(#/eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*/#, with: mask)
            .replacing(#/(?i)(bearer|basic) +[A-Za-z0-9._~+\/=-]{8,}/#) { "\($0.1) \(mask)" }
    }

    /// `Bearer $TOKEN_A`: the scheme stays, the rest is a variable. For use in double quotes.
    static func header(_ value: String, variable: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        let hasScheme = parts.count == 2 && parts[0].allSatisfy(\.isLetter)
        return hasScheme ? "\(parts[0]) $\(variable)" : "$\(variable)"
    }

    /// A body, its secret members masked at every depth.
    static func body(_ body: Data) -> String {
        let first = body.first { $0 > 0x20 }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), body.count < 100_000,
            let json = JSON(parsing: body)
        {
            return masked(json).compactText
        }
        return form(text(String(decoding: body, as: UTF8.self)))
    }

    static func masked(_ json: JSON, under name: String = "") -> JSON {
        switch json {
        case .object(let members):
            .object(members.map { JSON.Member($0.name, masked($0.value, under: isSecret($0.name) ? $0.name : "")) })
        case .array(let elements): .array(elements.map { masked($0, under: name) })
        case .null, .bool: json
        case .string(let text): .string(name.isEmpty ? Self.text(text) : mask)
        case .number: name.isEmpty ? json : .string(mask)
        }
    }

    /// The values of secret query parameters.
    static func url(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return text(url) }
        return text(String(url[..<mark])) + "?" + form(text(String(url[url.index(after: mark)...])))
    }

    private static func form(_ text: String) -> String {
        guard text.contains("=") else { return text }
        return text.split(separator: "&", omittingEmptySubsequences: false).map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return pair.count == 2 && isSecret(String(pair[0])) ? "\(pair[0])=\(mask)" : String(part)
        }.joined(separator: "&")
    }
}
