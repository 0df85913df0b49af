import Source

/// A map of the brief whose keys are known.
struct Section {
    private let entries: [String: YAMLEntry]
    let range: SourceRange
    private let problems: Problems

    /// Reports keys that aren't among `keys`; nil when the node is no map.
    init?(_ node: YAMLNode, of what: String, keys: [String], notYet: [String] = [], _ problems: Problems) {
        guard let mapping = node.mapping else {
            problems.report("type", "\(what) must be a map, not \(node.noun)", at: node.range)
            return nil
        }
        var entries: [String: YAMLEntry] = [:]
        for entry in mapping {
            let key = entry.key.text
            if notYet.contains(key) {
                problems.notSupported("\"\(key)\"", at: entry.key.range)
                entries[key] = entry
                for inner in entry.value.mapping ?? [] { problems.silence(inner.key.text) }
            } else if keys.contains(key) {
                entries[key] = entry
            } else {
                problems.report(
                    "unknown-key", "\(what) has no key \"\(key)\"", at: entry.key,
                    help: Suggestion.help(for: key, among: keys))
            }
        }
        self.entries = entries
        self.problems = problems
        range = node.range
    }

    func key(_ name: String) -> YAMLScalar? { entries[name]?.key }

    /// The value of a key, nil also when it is left empty.
    subscript(_ name: String) -> YAMLNode? {
        guard let node = entries[name]?.value else { return nil }
        if node.isNull {
            problems.report(
                "empty", "\"\(name)\" has no value", at: entries[name]?.key.range, help: "give one or remove it")
            return nil
        }
        return node
    }

    func text(_ name: String) -> YAMLScalar? { self[name].flatMap { problems.text($0, of: "\"\(name)\"") } }
}

extension Problems {
    func text(_ node: YAMLNode, of what: String) -> YAMLScalar? {
        if let scalar = node.scalar, !node.isNull { return scalar }
        report("type", "\(what) must be text, not \(node.noun)", at: node.range)
        return nil
    }

    /// A list of texts; one text stands for a list of one.
    func texts(_ node: YAMLNode, of what: String) -> [YAMLScalar] {
        if let nodes = node.sequence { return nodes.compactMap { text($0, of: "an element of \(what)") } }
        if let scalar = node.scalar, !node.isNull { return [scalar] }
        report("type", "\(what) must be a list, not \(node.noun)", at: node.range)
        return []
    }

    func entries(_ node: YAMLNode, of what: String) -> [YAMLEntry] {
        if let mapping = node.mapping { return mapping }
        report("type", "\(what) must be a map, not \(node.noun)", at: node.range)
        return []
    }
}
