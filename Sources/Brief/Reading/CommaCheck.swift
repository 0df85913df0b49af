import Source

/// Finds values that a comma has cut: inside `{ }` and `[ ]` YAML ends a plain value at a comma, also at one between
/// parentheses, as in `{ kind: enum(a, b) }`.
struct CommaCheck {
    let problems: Problems
    /// Of one value: an enum with more is written in quotes by who writes it.
    private static let mostPieces = 100

    /// - Returns: whether there was one; what follows it in the text then means something else.
    func reports(_ node: YAMLNode) -> Bool {
        switch node.kind {
        case .scalar: return false
        case .sequence(let nodes):
            let isCut = reports(nodes.compactMap(\.scalar))
            return nodes.map(reports).contains(true) || isCut
        case .mapping(let entries):
            let isCut = reports(entries.flatMap { [$0.key, $0.value.scalar].compactMap { $0 } })
            return entries.map { reports($0.value) }.contains(true) || isCut
        }
    }

    private func reports(_ scalars: [YAMLScalar]) -> Bool {
        var isCut = false
        var parts: ArraySlice<YAMLScalar> = scalars.filter { !$0.text.isEmpty }[...]
        while let first = parts.popFirst() {
            guard first.isPlain, first.depth > 0, problems.source.hasComma(after: first.range.end) else { continue }
            var pieces = [first.text]
            var depth = first.depth
            while depth > 0, pieces.count < Self.mostPieces, let part = parts.first, part.isPlain {
                pieces.append(part.text)
                depth += part.depth
                parts.removeFirst()
            }
            guard depth == 0 else { continue }
            let whole = pieces.joined(separator: ", ")
            isCut = true
            problems.report(
                "comma", "between { } or [ ] a comma ends a value, also this one", at: first,
                help: "put it in quotes: '\(whole.replacing("'", with: "''"))'")
        }
        return isCut
    }
}

extension YAMLScalar {
    /// Parentheses that it opens and does not close.
    fileprivate var depth: Int {
        text.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
    }
}
