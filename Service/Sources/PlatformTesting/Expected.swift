import NIOCore
import Platform

/// What a JSON value must be.
public indirect enum Expected: Sendable {
    case value(JSON)
    /// Any value but null.
    case present
    /// Anything, but there.
    case any
    /// The member is not there.
    case absent
    /// No body at all.
    case empty
    /// An object with at least these members.
    case members([(String, Expected)])
    /// An object with exactly these members.
    case only(Members)
    case elements([Expected])
    /// An array that has each of these among its elements.
    case containing([Expected])

    /// Members in their order.
    public struct Members: Sendable, ExpressibleByDictionaryLiteral {
        var list: [(String, Expected)]

        public init(dictionaryLiteral elements: (String, Expected)...) { list = elements }
    }
}

extension Expected: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .value(.string(value)) }
    public init(integerLiteral value: Int64) { self = .value(.number(String(value))) }
    public init(booleanLiteral value: Bool) { self = .value(.bool(value)) }
    public init(nilLiteral: ()) { self = .value(.null) }
    public init(arrayLiteral elements: Expected...) { self = .elements(elements) }
    public init(dictionaryLiteral elements: (String, Expected)...) { self = .members(elements) }
}

extension Expected {
    /// What differs, each with a JSON pointer; empty when all is as expected.
    func differences(from found: JSON?, at pointer: String = "") -> [String] {
        let place = pointer.isEmpty ? "the body" : pointer
        switch self {
        case .any: return found == nil ? ["\(place) is missing"] : []
        case .present: return found == nil || found == .null ? ["\(place) is missing"] : []
        case .absent, .empty: return found.map { ["\(place) is there: \(Self.text($0))"] } ?? []
        case .value(let wanted):
            return found == wanted
                ? [] : ["\(place) is \(found.map(Self.text) ?? "missing") instead of \(Self.text(wanted))"]
        case .members(let members): return differences(of: members, from: found, at: pointer, isExact: false)
        case .only(let members): return differences(of: members.list, from: found, at: pointer, isExact: true)
        case .elements(let wanted):
            guard case .array(let found)? = found else { return ["\(place) is no array"] }
            if found.count != wanted.count {
                return ["\(place) has \(found.count) elements instead of \(wanted.count)"]
            }
            return zip(wanted, found).enumerated().flatMap { $1.0.differences(from: $1.1, at: "\(pointer)/\($0)") }
        case .containing(let wanted):
            guard case .array(let found)? = found else { return ["\(place) is no array"] }
            let missing = wanted.filter { one in !found.contains { one.differences(from: $0).isEmpty } }
            return missing.isEmpty
                ? [] : ["\(place) lacks \(missing.count) of the expected elements: \(Self.text(.array(found)))"]
        }
    }

    private func differences(
        of members: [(String, Expected)], from found: JSON?, at pointer: String, isExact: Bool
    ) -> [String] {
        guard case .object(let present)? = found else {
            return [
                "\(pointer.isEmpty ? "the body" : pointer) is \(found.map(Self.text) ?? "missing") instead of an object"
            ]
        }
        let named = members.flatMap { name, value in
            value.differences(from: found?[name], at: pointer + "/" + name)
        }
        let extra = isExact ? present.filter { member in !members.contains { $0.0 == member.name } } : []
        return named + extra.map { "\(pointer)/\($0.name) is there: \(Self.text($0.value))" }
    }

    private static func text(_ json: JSON) -> String {
        var writer = JSONWriter()
        writer.value(json)
        return String(buffer: writer.buffer)
    }
}
