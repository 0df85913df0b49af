import Source

/// Finds what nobody can reach: a row that no caller may get is there for nobody, nor is what lies below it.
struct ReachCheck {
    let brief: Brief
    let drafts: [ResourceDraft]
    let problems: Problems

    func check() {
        for (resource, draft) in zip(brief.resources, drafts) where !draft.rulesGet {
            guard let (what, place) = unreachable(resource, draft) else { continue }
            problems.report(
                "unreachable", "\(what) always answers 404: nobody may get a \(resource.name)", at: place,
                help: "\"allow\" of \(resource.name) must say who may \"get\"; it need not be among the \"ops\"")
        }
    }

    /// The first that needs a row of the resource, and where it stands.
    private func unreachable(_ resource: Resource, _ draft: ResourceDraft) -> (String, SourceRange?)? {
        let ofRow =
            [.update, .delete].filter(resource.operations.contains).map(\.rawValue) + resource.actions.map(\.name)
        if let permission = resource.permissions.first(where: { ofRow.contains($0.operation) }) {
            return ("\"\(permission.operation)\"", permission.rule.range)
        }
        if let auth = brief.auth, auth.me != nil, auth.subject == resource.name {
            return ("\"me\"", draft.name.range)
        }
        let below = brief.resources.firstIndex {
            $0.path.hasPrefix(resource.path + "/{") && !$0.permissions.isEmpty
        }
        return below.map { ("\"\(brief.resources[$0].name)\"", drafts[$0].section.key("path")?.range) }
    }
}

extension ResourceDraft {
    /// Whether a rule says who may get a row, even a wrong one.
    fileprivate var rulesGet: Bool {
        section["allow"]?.mapping?.contains { ["get", "read"].contains($0.key.text) } == true
    }
}
