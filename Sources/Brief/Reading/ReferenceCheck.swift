import Source

/// Finds cycles of references that are never null: no row could be made first.
struct ReferenceCheck {
    let drafts: [ResourceDraft]
    let problems: Problems

    func check() {
        var done: Set<String> = []
        for draft in drafts { visit(draft.name.text, trail: [], done: &done) }
    }

    private func required(_ name: String) -> [Field] {
        drafts.first { $0.name.text == name }?.fields.filter { $0.reference != nil && !$0.isNullable } ?? []
    }

    private func visit(_ name: String, trail: [String], done: inout Set<String>) {
        if done.contains(name) { return }
        for field in required(name) {
            guard let target = field.reference?.target else { continue }
            let path = trail + [name]
            if let start = path.firstIndex(of: target) {
                let cycle = path[start...] + [target]
                problems.report(
                    "reference-cycle",
                    "no row could be made first: \(cycle.joined(separator: " -> ")), and none may be null",
                    at: drafts.first { $0.name.text == name }?.fieldRanges[field.name],
                    help: "write ? behind one of the references")
            } else {
                visit(target, trail: path, done: &done)
            }
        }
        done.insert(name)
    }
}
