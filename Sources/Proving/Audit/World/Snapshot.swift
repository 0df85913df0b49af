import Blueprint
import Foundation

/// The state of somebody's object, as its owner reads it.
struct Snapshot: Sendable, Equatable {
    /// By reader: the values at each place, in order; nil: the reader does not show the object. Elements of an array share a
    /// place, so that one more of them moves none.
    private(set) var views: [String: [String: [String]]?] = [:]

    /// Nobody shows the object.
    var isEmpty: Bool { views.values.allSatisfy { $0 == nil } }

    mutating func note(_ reader: String, _ json: JSON?) {
        guard let json else {
            views[reader] = .some(nil)
            return
        }
        views[reader] = Dictionary(grouping: json.places().filter { !$0.value.isTime }, by: \.name).mapValues {
            $0.map(\.value).sorted()
        }
    }

    /// Without what changes by itself, as another reading shows.
    func stable(beside other: Snapshot) -> Snapshot {
        var snapshot = self
        for (reader, places) in views {
            guard let again = other.views[reader] else {
                snapshot.views[reader] = nil
                continue
            }
            snapshot.views[reader] = places.map { places in places.filter { again?[$0.key] == $0.value } }
        }
        return snapshot
    }

    /// What is different afterwards, in words; values of secrets are masked. Only readers that answered both times count.
    /// - Parameter additions: what was there and is still there, beside something new, counts too.
    func changes(to after: Snapshot, additions: Bool = true) -> [String] {
        views.keys.sorted().flatMap { reader -> [String] in
            guard let before = views[reader] ?? nil, let now = after.views[reader] else { return [] }
            guard let now else { return ["\(reader): gone"] }
            return before.keys.sorted().compactMap { place in
                let (old, new) = (before[place] ?? [], now[place] ?? [])
                let gone = old.without(new)
                guard old != new, additions || !gone.isEmpty else { return nil }
                let name = String(place.split(separator: ".").last ?? "")
                func shown(_ value: String?) -> String { value.map { Masking.value(name, $0) } ?? "nothing" }
                return "\(reader): \(name) was \(shown(gone.first)), is \(shown(new.without(old).first))"
            }
        }
    }
}

extension JSON {
    /// Every plain value with the names on the way to it: `items.price`.
    fileprivate func places(under path: String = "") -> [Pair] {
        switch self {
        case .object(let members):
            members.flatMap { $0.value.places(under: path.isEmpty ? $0.name : path + "." + $0.name) }
        case .array(let elements): elements.flatMap { $0.places(under: path) }
        default: pairs(under: path)
        }
    }
}

extension [String] {
    /// Each element of the other takes away one that is equal.
    fileprivate func without(_ other: [String]) -> [String] {
        var left = Dictionary(grouping: other) { $0 }.mapValues(\.count)
        return filter { element in
            guard let count = left[element], count > 0 else { return true }
            left[element] = count - 1
            return false
        }
    }
}

extension AuditContext {
    /// Reads an object as its owner in every way there is.
    func snapshot(_ operation: SurfaceOperation, _ values: [String: String], owner: Identity?) async throws -> Snapshot
    {
        var snapshot = Snapshot()
        for reader in readers(operation, values, owner: owner) {
            guard let answer = try await ask(reader.call(values).by(owner)), answer.status < 500 else { continue }
            let isList = reader.placeholders.count < operation.placeholders.count && !values.isEmpty
            if isList, let items = answer.json?.items, !items.isEmpty {
                let names = Set(values.values)
                snapshot.note(
                    reader.id,
                    items.first { item in item.members.contains { names.contains($0.value.plain ?? "") } })
            } else {
                snapshot.note(reader.id, answer.isGood ? answer.json ?? .object([]) : nil)
            }
        }
        if let works = try await signsIn(operation, values, owner) {
            snapshot.note("signing in with the password as it was", works ? .object([]) : nil)
        }
        return snapshot
    }

    /// Whether the owner can still sign in; nil: the operation has nothing to do with it.
    private func signsIn(
        _ operation: SurfaceOperation, _ values: [String: String], _ owner: Identity?
    ) async throws -> Bool? {
        let members = operation.body?.schema["properties"]?.members ?? []
        guard members.contains(where: { $0.name.normalName.contains("password") }), let owner,
            let door, let login = credentials?.login(of: owner.name),
            world.of(owner).account.contains(where: { values.values.contains($0.value) })
        else { return nil }
        return try await ask(door.call(login))?.json.flatMap { door.token(in: $0) } != nil
    }
}
