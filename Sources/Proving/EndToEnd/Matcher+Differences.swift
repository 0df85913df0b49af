import Blueprint

extension Matcher {
    /// What differs, each with a JSON pointer; empty when all is as expected.
    func differences(from found: JSON?, at pointer: String = "") -> [String] {
        let place = pointer.isEmpty ? "the body" : pointer
        switch self {
        case .any: return found == nil ? ["\(place) is missing"] : []
        case .present: return found == nil || found == .null ? ["\(place) is missing"] : []
        case .absent, .empty: return found.map { ["\(place) is there: \($0.compactText)"] } ?? []
        case .equals(let wanted):
            if let found, found.isSame(as: wanted) { return [] }
            return ["\(place) is \(found?.compactText ?? "missing") instead of \(wanted.compactText)"]
        case .object(let members, let isExact): return differences(of: members, isExact, from: found, at: pointer)
        case .array(let wanted):
            guard case .array(let found)? = found else { return ["\(place) is no array"] }
            guard found.count == wanted.count else {
                return ["\(place) has \(found.count) elements instead of \(wanted.count)"]
            }
            return zip(wanted, found).enumerated().flatMap { $1.0.differences(from: $1.1, at: "\(pointer)/\($0)") }
        case .containing(let wanted):
            guard case .array(let found)? = found else { return ["\(place) is no array"] }
            let missing = wanted.filter { one in !found.contains { one.differences(from: $0).isEmpty } }
            return missing.isEmpty ? [] : ["\(place) lacks \(missing.count) of the expected elements"]
        }
    }

    private func differences(of members: [Member], _ isExact: Bool, from found: JSON?, at pointer: String) -> [String] {
        guard case .object(let present)? = found else {
            return [
                "\(pointer.isEmpty ? "the body" : pointer) is \(found?.compactText ?? "missing") instead of an object"
            ]
        }
        let named = members.flatMap { $0.value.differences(from: found?[$0.name], at: pointer + "/" + $0.name) }
        let extra = isExact ? present.filter { member in !members.contains { $0.name == member.name } } : []
        return named + extra.map { "\(pointer)/\($0.name) is there: \($0.value.compactText)" }
    }
}

extension JSON {
    /// The same value: members in any order, numbers by value.
    func isSame(as other: JSON) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)):
            return left == right || (Double(left) != nil && Double(left) == Double(right))
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && left.allSatisfy { member in other[member.name].map { member.value.isSame(as: $0) } ?? false }
        default: return self == other
        }
    }
}
