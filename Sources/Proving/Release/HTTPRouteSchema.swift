import Blueprint

/// What the Gateway API (v1, standard channel) asks of the parts of an `HTTPRoute` that we write: names, kinds, lengths, counts and
/// ranges of <https://gateway-api.sigs.k8s.io/reference/spec/#httproute>, in our own words. A member that is not listed here is a
/// finding, though it may be good: it has not been checked.
enum HTTPRouteSchema {
    static func findings(in object: JSON) -> [String] { route.findings(in: object, at: "HTTPRoute") }

    private static let name = Shape.text(1...253, isDNS: true)
    private static let label = Shape.text(1...63, isDNS: true)

    private static let route = Shape.object(
        required: ["apiVersion", "kind", "metadata", "spec"],
        [
            "apiVersion": .one(of: ["gateway.networking.k8s.io/v1"]), "kind": .one(of: ["HTTPRoute"]),
            "metadata": .object(required: ["name"], ["name": name, "namespace": label, "labels": .anything]),
            "spec": .object(
                required: [],
                [
                    "parentRefs": .list(0...32, parent), "hostnames": .list(0...16, name), "rules": .list(1...16, rule),
                ]),
        ])
    private static let parent = Shape.object(
        required: ["name"],
        ["name": .text(1...253), "namespace": label, "sectionName": name, "port": .integer(1...65_535)])
    private static let rule = Shape.object(
        required: [], ["matches": .list(0...64, match), "backendRefs": .list(0...16, backend)])
    private static let match = Shape.object(
        required: [],
        [
            "path": .object(
                required: [],
                ["type": .one(of: ["Exact", "PathPrefix", "RegularExpression"]), "value": .path(1...1024)])
        ])
    private static let backend = Shape.object(
        required: ["name", "port"],
        [
            "group": .one(of: [""]), "kind": .one(of: ["Service"]), "name": .text(1...253), "namespace": label,
            "port": .integer(1...65_535), "weight": .integer(0...1_000_000),
        ])
}

/// What a JSON value may look like.
indirect enum Shape: Sendable {
    case anything
    case text(ClosedRange<Int>, isDNS: Bool = false)
    case path(ClosedRange<Int>)
    case one(of: [String])
    case integer(ClosedRange<Int>)
    case list(ClosedRange<Int>, Shape)
    case object(required: [String], [String: Shape])

    func findings(in value: JSON, at place: String) -> [String] {
        switch (self, value) {
        case (.anything, _): return []
        case (.text(let lengths, let isDNS), .string(let text)):
            if !lengths.contains(text.utf8.count) { return ["\(place) has \(text.utf8.count) characters"] }
            return !isDNS || Self.isDNS(text) ? [] : ["\(place) is no name of DNS: \(text)"]
        case (.path(let lengths), .string(let text)):
            let isGood =
                text.hasPrefix("/") && !["//", "/./", "/../", "%2f", "%2F", "#"].contains(where: text.contains)
            return isGood && lengths.contains(text.utf8.count) ? [] : ["\(place) is no path: \(text)"]
        case (.one(let words), .string(let text)):
            return words.contains(text) ? [] : ["\(place) is \(text) instead of \(words.joined(separator: " or "))"]
        case (.integer(let range), .number(let number)):
            return Int(number).map(range.contains) == true ? [] : ["\(place) is \(number), not in \(range)"]
        case (.list(let counts, let element), .array(let elements)):
            let count = counts.contains(elements.count) ? [] : ["\(place) has \(elements.count) elements"]
            return count + elements.enumerated().flatMap { element.findings(in: $1, at: "\(place)[\($0)]") }
        case (.object(let required, let shapes), .object(let members)):
            let missing = required.filter { value[$0] == nil }.map { "\(place).\($0) is missing" }
            return missing
                + members.flatMap { member in
                    shapes[member.name]?.findings(in: member.value, at: "\(place).\(member.name)")
                        ?? ["\(place).\(member.name) is unknown"]
                }
        default: return ["\(place) has the wrong type"]
        }
    }

    /// RFC 1123, in lower case; `*.` may stand first.
    private static func isDNS(_ text: String) -> Bool {
        let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            label.utf8.count <= 63 && label.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?/) != nil
        }
    }
}
