import Blueprint

/// Finds values for the placeholders of a path among what an identity knows.
struct ValuePicker {
    let knowledge: Knowledge
    /// Own objects only: attacks are aimed at what is somebody's.
    let ownOnly: Bool

    /// Combinations to try, the likeliest first.
    func combinations(_ operation: SurfaceOperation, limit: Int = 6) -> [[String: String]] {
        var combinations: [[String: String]] = [[:]]
        for name in operation.placeholders {
            let values = candidates(name, in: operation)
            guard !values.isEmpty else { return [] }
            combinations = combinations.flatMap { known in
                values.prefix(limit).map { known.merging([name: $0]) { $1 } }
            }
        }
        return Array(combinations.filter { !$0.isEmpty }.prefix(limit * 2))
    }

    /// Values that the placeholder may stand for.
    func candidates(_ name: String, in operation: SurfaceOperation) -> [String] {
        let collection = operation.collection(of: name)
        let noun = collection.split(separator: "/").last { !$0.contains("{") && $0.firstMatch(of: #/^v\d+$/#) == nil }
        let person =
            Words.isPerson(name) || (Self.isIdentifier(name) && noun.map { Words.isPerson(String($0)) } == true)
        // The collection and its items; what lies below the items has ids of its own.
        let near = sights { sight in
            sight.path == collection
                || sight.path.hasPrefix(collection + "/{") && !sight.path.dropFirst(collection.count + 1).contains("/")
        }
        var found: [String] = []
        found += values(of: name, near)
        found += Self.identifiers(noun.map(String.init)).flatMap { values(of: $0, near) }
        if person {
            found += knowledge.account.filter { $0.name.normalName == name.normalName }.map(\.value)
            found += knowledge.account.map(\.value)
        }
        if !Self.isIdentifier(name) { found += values(of: name, sights { _ in true }) }
        if let stem = Self.stem(of: name) {
            found += [stem, stem + "name"].flatMap { values(of: $0, sights { _ in true }) }
            found += values(of: "id", sights { $0.path.normalName.contains(stem) })
        }
        if let noun, Self.isIdentifier(name) || name.lowercased().hasSuffix("id") {
            let singular = Self.singular(String(noun))
            found += values(of: "id", sights { $0.path.lowercased().contains(singular) })
        }
        let schema = operation.parameters.first { $0.name == name && $0.place == .path }
        let choices = (schema?.schema["enum"]?.elements ?? []).compactMap(\.plain)
        if !choices.isEmpty { found = choices }
        if found.isEmpty, !Self.isIdentifier(name), !name.lowercased().hasSuffix("id") {
            found = [schema?.example ?? schema?.schema["example"]].compactMap { $0?.plain }
        }
        var seen: Set<String> = []
        return found.filter { !$0.isEmpty && $0.count < 200 && seen.insert($0).inserted }
    }

    /// Own ones first, of those the newest.
    private func sights(_ isNear: (Sight) -> Bool) -> [Sight] {
        let near = knowledge.sights.filter(isNear)
        return near.filter(\.isOwn).reversed() + (ownOnly ? [] : near.filter { !$0.isOwn })
    }

    private func values(of name: String, _ sights: [Sight]) -> [String] {
        let name = name.normalName
        return sights.compactMap { $0.object.members.first { $0.name.normalName == name }?.value.plain }
    }

    /// Names that an identifier may have.
    private static func identifiers(_ noun: String?) -> [String] {
        let general = ["id", "_id", "uuid", "slug", "key", "number", "code", "name", "title"]
        guard let noun else { return general }
        return [general[0], general[1], general[2], singular(noun) + "id", singular(noun) + "name", singular(noun)]
            + general.dropFirst(3)
    }

    static func isIdentifier(_ name: String) -> Bool { ["id", "uuid", "key", "slug", "pk"].contains(name.normalName) }

    /// `order` of `orderId`
    private static func stem(of name: String) -> String? {
        let plain = name.normalName
        return plain.hasSuffix("id") && plain.count > 3 ? String(plain.dropLast(2)) : nil
    }

    static func singular(_ noun: String) -> String {
        let noun = noun.normalName
        if noun.hasSuffix("ies") { return noun.dropLast(3) + "y" }
        return noun.hasSuffix("s") && !noun.hasSuffix("ss") ? String(noun.dropLast()) : noun
    }
}
