import Source

/// Finds resources that someone may create and can't: a field must have a value that no request, or not theirs, may give.
struct CreateCheck {
    let brief: Brief
    let problems: Problems

    func check() {
        for resource in brief.resources where resource.operations.contains(.create) {
            guard let rule = resource.permissions.first(where: { $0.operation == "create" })?.rule else { continue }
            for field in resource.fields where field.needsValue && !field.isGiven(at: resource) {
                problems.report(
                    "no-value",
                    "nobody can create a \(resource.name): \"\(field.name)\" must have a value that no client gives",
                    at: rule.range, help: "give it a default or a ?, or say who may: create.\(field.name)")
            }
            checkCaller(of: resource, rule)
        }
        guard let auth = brief.auth, auth.endpoints.contains(where: { $0.operation == .register }),
            let subject = brief.resources.first(where: { $0.name == auth.subject })
        else { return }
        for rule in subject.fieldGuards {
            guard let field = subject.fields.first(where: { $0.name == rule.field }), field.needsValue else { continue }
            problems.report(
                "no-value",
                "nobody can register: \"\(field.name)\" must have a value, and whoever registers may not set it",
                at: rule.rule.range, help: "give it a default or a ?")
        }
    }

    /// A field `= me` needs a caller who is somebody.
    private func checkCaller(of resource: Resource, _ rule: Expression) {
        guard brief.auth != nil, let field = resource.fields.first(where: { $0.reference?.isCaller == true }),
            resource.letsInAnonymous("create"), let role = brief.roles.first
        else { return }
        problems.report(
            "no-caller", "\"\(field.name)\" is the caller, and this lets in callers who are not signed in",
            at: rule.range, help: rule.kind == .anyone ? "write \"\(role)\"" : "\"\(role) and …\" keeps them out")
    }
}

extension Field {
    /// Whether a row can't be without a value for it that somebody gives.
    fileprivate var needsValue: Bool {
        if isNullable || defaultValue != nil || type.isSlug || name == "id" || reference?.isCaller == true {
            return false
        }
        if case .list = type { return bounds?.minimum != nil }
        return true
    }

    /// Whether a request that creates may give it.
    fileprivate func isGiven(at resource: Resource) -> Bool {
        let guards = resource.fieldGuards.filter { $0.field == name }
        return !isReadonly && !isHidden && (guards.isEmpty || guards.contains { $0.operation == .create })
    }
}
