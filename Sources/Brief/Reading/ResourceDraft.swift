import Source

/// A resource whose fields are read, and whose rules are not yet.
struct ResourceDraft {
    static let keys = [
        "path", "key", "ops", "fields", "allow", "list", "actions", "delete", "ifMatch", "audit",
    ]
    static let notYet = ["part", "of", "views", "view", "compute", "lists", "toggles", "check"]

    var name: YAMLScalar
    var section: Section
    var fields: [Field]
    /// Where each field's name and line stand.
    var fieldRanges: [String: SourceRange]

    static func read(_ entry: YAMLEntry, _ problems: Problems) -> ResourceDraft? {
        let name = entry.key.text
        guard let section = Section(entry.value, of: "resource \(name)", keys: keys, notYet: notYet, problems) else {
            return nil
        }
        var draft = ResourceDraft(name: entry.key, section: section, fields: [], fieldRanges: [:])
        if let node = section["fields"] {
            draft.fields = fields(node, "\"fields\"", problems) { draft.fieldRanges[$0] = $1 }
        } else if section.key("fields") == nil, section.key("of") == nil {
            problems.report("missing-key", "resource \(name) needs \"fields\"", at: entry.key)
        }
        return draft
    }

    /// Fields of a resource or of an action's input.
    static func fields(
        _ node: YAMLNode, _ what: String, _ problems: Problems, place: (String, SourceRange) -> Void = { _, _ in }
    ) -> [Field] {
        let entries = problems.entries(node, of: what)
        if entries.count > 200 {
            problems.report("too-many", "at most 200 fields are possible", at: node.range)
            return []
        }
        var taken: [String: String] = [:]
        return entries.compactMap { entry in
            place(entry.key.text, entry.key.range)
            guard problems.checkName(entry.key, "field", taken: &taken), isFree(entry, problems),
                let line = problems.text(entry.value, of: "field \"\(entry.key.text)\"")
            else { return nil }
            return FieldLine.read(entry.key.text, line, problems)
        }
    }

    private static func isFree(_ entry: YAMLEntry, _ problems: Problems) -> Bool {
        let name = entry.key.text
        if Names.keywords.contains(name) {
            problems.report("reserved-name", "\"\(name)\" is a word of expressions", at: entry.key)
            return false
        }
        if ["createdat", "updatedat", "version", "deletedat"].contains(name.lowercased()) {
            problems.report("reserved-name", "every resource has \"\(name)\" already", at: entry.key, help: "remove it")
            return false
        }
        if name.lowercased() == "id", entry.value.scalar?.text != "int" || name != "id" {
            problems.report("reserved-name", "\"id\" is a uuid, or declared as \"id: int\"", at: entry.key)
            return false
        }
        return true
    }
}
