import Source

/// Finds actions whose name in the code is taken: `Team.memberList` and `TeamMember.list` would both be `TeamMemberList`.
struct NameCheck {
    let brief: Brief
    let drafts: [ResourceDraft]
    let problems: Problems

    func check() {
        var taken: [String: String] = [:]
        for resource in brief.resources {
            for operation in resource.operations.map(\.rawValue) {
                taken[Self.name(resource.name, operation)] = "\(resource.name).\(operation)"
            }
        }
        for (resource, draft) in zip(brief.resources, drafts) {
            for action in resource.actions {
                let name = Self.name(resource.name, action.name)
                guard let other = taken[name] else {
                    taken[name] = "\(resource.name).\(action.name)"
                    continue
                }
                let entry = draft.section["actions"]?.mapping?.first { $0.key.text == action.name }
                problems.report(
                    "duplicate-name", "in the code \"\(action.name)\" would be \(name), as is \(other)",
                    at: entry?.key.range, help: "give the action another name")
            }
        }
    }

    private static func name(_ resource: String, _ operation: String) -> String {
        [resource, operation].map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
