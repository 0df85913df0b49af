/// Proves that a backtracking matcher needs linear time: wherever it has a choice (repeat or go on, this branch or that
/// one), the next character alone decides.
struct PatternLinearity {
    typealias Set = Pattern.CharacterSet

    /// Where each repetition and choice stands, in the order in which the parser finished them.
    private let places: [Range<Int>]
    private var next = 0

    init(_ places: [Range<Int>]) { self.places = places }

    /// What can come first, and whether nothing can.
    private struct First {
        var set: Set
        var isEmptyPossible: Bool
    }

    func check(_ pattern: Pattern, length: Int) throws(Pattern.Failure) {
        if !pattern.isAnchoredAtStart, Self.isUnbounded(pattern.root) {
            throw Pattern.Failure(
                message: "a pattern with \"*\", \"+\" or \"{n,}\" must begin with \"^\", or every place is tried",
                bytes: 0..<length)
        }
        // Without `$` anything may follow, but then the matcher stops at the first match and never comes back.
        var walker = self
        try walker.walk(pattern.root, following: Set(ranges: []))
    }

    /// Depth first, in the parser's order, so that places and nodes go together.
    private mutating func walk(_ node: Pattern.Node, following: Set) throws(Pattern.Failure) {
        switch node {
        case .one: return
        case .sequence(let nodes):
            for (index, node) in nodes.enumerated() {
                try walk(node, following: Self.first(.sequence(Array(nodes[(index + 1)...])), then: following))
            }
        case .either(let branches):
            for branch in branches { try walk(branch, following: following) }
            let place = takePlace()
            var seen = Set(ranges: [])
            for branch in branches {
                let first = Self.first(branch, then: following)
                if first.overlaps(seen) { throw failure("two branches can begin with the same character", place) }
                seen = seen.union(first)
            }
        case .repeated(let body, let minimum, let maximum):
            let first = Self.first(body)
            let loops = maximum.map { $0 > 1 } ?? true
            try walk(body, following: loops ? following.union(first.set) : following)
            let place = takePlace()
            if maximum == minimum { return }
            if first.isEmptyPossible { throw failure("what is repeated can be empty", place) }
            if first.set.overlaps(following) {
                throw failure("what is repeated and what follows can begin with the same character", place)
            }
        }
    }

    private mutating func takePlace() -> Range<Int> {
        defer { next += 1 }
        return places.indices.contains(next) ? places[next] : 0..<0
    }

    private func failure(_ reason: String, _ bytes: Range<Int>) -> Pattern.Failure {
        Pattern.Failure(message: "this pattern may take more than linear time: \(reason)", bytes: bytes)
    }

    private static func first(_ node: Pattern.Node, then following: Set) -> Set {
        let first = first(node)
        return first.isEmptyPossible ? first.set.union(following) : first.set
    }

    private static func first(_ node: Pattern.Node) -> First {
        switch node {
        case .one(let set): return First(set: set, isEmptyPossible: false)
        case .sequence(let nodes):
            var result = First(set: Set(ranges: []), isEmptyPossible: true)
            for node in nodes {
                let first = first(node)
                result.set = result.set.union(first.set)
                if !first.isEmptyPossible { return First(set: result.set, isEmptyPossible: false) }
            }
            return result
        case .either(let branches):
            let firsts = branches.map { first($0) }
            return First(
                set: firsts.reduce(Set(ranges: [])) { $0.union($1.set) },
                isEmptyPossible: firsts.contains { $0.isEmptyPossible })
        case .repeated(let body, let minimum, _):
            let first = first(body)
            return First(set: first.set, isEmptyPossible: minimum == 0 || first.isEmptyPossible)
        }
    }

    private static func isUnbounded(_ node: Pattern.Node) -> Bool {
        switch node {
        case .one: false
        case .sequence(let nodes), .either(let nodes): nodes.contains(where: isUnbounded)
        case .repeated(let body, _, let maximum): maximum == nil || isUnbounded(body)
        }
    }
}
