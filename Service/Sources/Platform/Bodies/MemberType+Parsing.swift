import Foundation
import GRDB
import NIOCore

/// Why a value is not of its type: the code of the problem's error, and words.
struct Mismatch: Error {
    var code: String
    var detail: String

    static func type(_ expected: String) -> Mismatch { Mismatch(code: "type", detail: "must be \(expected)") }
    static func format(_ expected: String) -> Mismatch { Mismatch(code: "format", detail: "must be \(expected)") }
}

extension MemberType {
    /// The stored form of a JSON value that is not null.
    /// - Throws: ``Mismatch``
    func stored(_ json: JSON) throws -> DatabaseValue {
        switch self {
        case .int:
            guard case .number(let text) = json else { throw Mismatch.type("a whole number") }
            return try whole(text).databaseValue
        case .bool:
            guard case .bool(let value) = json else { throw Mismatch.type("true or false") }
            return value.databaseValue
        case .json:
            var writer = JSONWriter()
            writer.value(json)
            return String(buffer: writer.buffer).databaseValue
        case .decimal:
            guard let text = json.string else { throw Mismatch.type("a decimal number in a string") }
            return try stored(text: text)
        case .reference(_, isNumber: true):
            guard case .number(let text) = json else { throw Mismatch.type("a whole number") }
            return try whole(text).databaseValue
        case .list: throw Mismatch.type("an array")
        default:
            guard let text = json.string else { throw Mismatch.type("a string") }
            return try stored(text: text)
        }
    }

    /// `7`, and `7.0`, which is the same number in JSON.
    private func whole(_ text: String) throws -> Int64 {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard let number = Int64(parts[0]), parts.dropFirst().allSatisfy({ $0.allSatisfy { $0 == "0" } }) else {
            throw Mismatch.type("a whole number of 64 bits")
        }
        return number
    }

    /// The stored form of a text: of a string, or of a parameter.
    /// - Throws: ``Mismatch``
    func stored(text: String) throws -> DatabaseValue {
        switch self {
        case .text, .json: return text.databaseValue
        case .lowercased: return text.lowercased().databaseValue
        case .email:
            guard Self.isEmail(text) else { throw Mismatch.format("an email address") }
            return text.lowercased().databaseValue
        case .url:
            guard Self.isURL(text) else { throw Mismatch.format("an http or https URL") }
            return text.databaseValue
        case .uuid, .reference(_, isNumber: false):
            guard let id = UUID(uuidString: text) else { throw Mismatch.format("a UUID") }
            return id.uuidString.lowercased().databaseValue
        case .int, .reference(_, isNumber: true):
            guard let number = Int64(text) else { throw Mismatch.format("a whole number") }
            return number.databaseValue
        case .bool:
            guard let value = Bool(text) else { throw Mismatch.format("true or false") }
            return value.databaseValue
        case .date:
            guard RFC3339.date(text) != nil else { throw Mismatch.format("a date like 2026-11-22") }
            return text.databaseValue
        case .datetime:
            guard let moment = Timestamp(rfc3339: text) else {
                throw Mismatch.format("a date and time like 2026-11-22T23:54:52Z")
            }
            return moment.databaseValue
        case .decimal(let precision, let scale):
            guard let units = Decimals.units(text, precision: precision, scale: scale) else {
                throw Mismatch.format("a decimal number of at most \(precision) digits, \(scale) behind the point")
            }
            return units.databaseValue
        case .enumeration(let values):
            guard values.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
                throw Mismatch(code: "enum", detail: "must be one of \(values.joined(separator: ", "))")
            }
            return text.databaseValue
        case .list(let element): return try element.type.stored(text: text)
        }
    }

    private static func isEmail(_ text: String) -> Bool {
        guard text.utf8.count <= 254 else { return false }
        return text.wholeMatch(
            of:
                /[^@\s\p{C}]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?)+/
        ) != nil
    }

    private static func isURL(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host
        else {
            return false
        }
        return (scheme == "http" || scheme == "https") && !host.isEmpty
    }
}

/// Exact decimals: whole numbers of the smallest unit.
public enum Decimals {
    /// Nil when the text is no decimal number of this size.
    static func units(_ text: String, precision: Int, scale: Int) -> Int64? {
        guard let match = text.wholeMatch(of: /(-?)([0-9]+)(?:\.([0-9]+))?/) else { return nil }
        let fraction = match.3 ?? ""
        guard fraction.count <= scale, let whole = Int64(match.2) else { return nil }
        var units = whole
        for digit in fraction + String(repeating: "0", count: scale - fraction.count) {
            let (product, isTooLarge) = units.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(Int64(digit.wholeNumberValue ?? 0))
            if isTooLarge || overflows { return nil }
            units = sum
        }
        guard String(units).count <= precision else { return nil }
        return match.1.isEmpty ? units : -units
    }

    /// `12.50`
    public static func text(_ units: Int64, scale: Int) -> String {
        if scale == 0 { return String(units) }
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
