import Source

/// Warns where callers give themselves a role: clients write the role field, and no rule guards it.
struct RoleCheck {
    let brief: Brief
    let drafts: [ResourceDraft]
    let problems: Problems

    func check() {
        guard let auth = brief.auth, let highest = brief.roles.last, brief.roles.count > 1,
            let subject = brief.resources.first(where: { $0.name == auth.subject }),
            let field = subject.fields.first(where: { $0.name == auth.roleField }), !field.isReadonly, !field.isHidden
        else { return }
        let ways = self.ways(to: field, of: subject, auth, below: highest)
        guard let last = ways.last else { return }
        let who = ways.count > 1 ? ways.dropLast().joined(separator: ", ") + " or " + last : last
        problems.report(
            "open-role", "whoever \(who) a \(subject.name) chooses its \"\(field.name)\": also \"\(highest)\"",
            at: drafts.first { $0.name.text == subject.name }?.fieldRanges[field.name],
            help: "write readonly behind it, or in \"allow\" update.\(field.name): \(highest)", severity: .warning)
    }

    /// What callers below the highest role may do that takes the field.
    private func ways(to field: Field, of subject: Resource, _ auth: Auth, below highest: String) -> [String] {
        let guarded = subject.fieldGuards.filter { $0.field == field.name }.map(\.operation)
        func isOpen(_ operation: Resource.Operation) -> Bool {
            let rule = subject.permissions.first { $0.operation == operation.rawValue }?.rule
            return rule?.mayHold(below: highest) == true
        }
        var ways: [String] = []
        // What a guard is about is not taken from whoever registers.
        if auth.endpoints.contains(where: { $0.operation == .register }), guarded.isEmpty { ways.append("registers") }
        if subject.operations.contains(.create), guarded.isEmpty, isOpen(.create) { ways.append("creates") }
        if subject.operations.contains(.update) || auth.me != nil, !field.isImmutable, !guarded.contains(.update),
            isOpen(.update)
        {
            ways.append("updates")
        }
        return ways
    }
}

extension Expression {
    /// Whether the rule can be true for a caller whose role is below the highest.
    fileprivate func mayHold(below highest: String) -> Bool {
        switch kind {
        case .role(let role): role != highest
        case .literal(.bool(let value)): value
        case .and(let left, let right): left.mayHold(below: highest) && right.mayHold(below: highest)
        case .or(let left, let right): left.mayHold(below: highest) || right.mayHold(below: highest)
        default: true
        }
    }
}
