import Blueprint
import Foundation

/// The state of somebody's object, as its owner reads it.
struct Snapshot: Sendable, Equatable {
    /// By reader: values by place; nil: the reader does not show the object.
    private(set) var views: [String: [String: String]?] = [:]

    /// Nobody shows the object.
    var isEmpty: Bool { views.values.allSatisfy { $0 == nil } }

    mutating func note(_ reader: String, _ json: JSON?) {
        guard let json else {
            views[reader] = .some(nil)
            return
        }
        var places: [String: String] = [:]
        for (index, pair) in json.pairs().enumerated() where !pair.value.isTime {
            places["\(pair.name)#\(index)"] = pair.value
        }
        views[reader] = places
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
    func changes(to after: Snapshot) -> [String] {
        views.keys.sorted().flatMap { reader -> [String] in
            guard let before = views[reader] ?? nil, let now = after.views[reader] else { return [] }
            guard let now else { return ["\(reader): gone"] }
            return before.keys.sorted().compactMap { place in
                guard now[place] != before[place] else { return nil }
                let name = String(place.split(separator: "#").first ?? "")
                func shown(_ value: String?) -> String { value.map { Masking.value(name, $0) } ?? "nothing" }
                return "\(reader): \(name) was \(shown(before[place])), is \(shown(now[place]))"
            }
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
            let login = credentials?.login(of: owner.name),
            world.of(owner).account.contains(where: { values.values.contains($0.value) })
        else { return nil }
        let answer = try await ask(Call("POST", login.path, json: login.body.compactText))
        return answer?.json?.value(at: login.token)?.text != nil
    }
}
