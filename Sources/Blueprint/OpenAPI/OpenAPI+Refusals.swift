import Brief

/// Which of the answers to what is not allowed, not there or taken an operation can give at all. Promising one that cannot come is
/// as wrong as leaving one out.
extension OpenAPI {
    func refusals(_ endpoint: Endpoint) -> Set<Int> {
        guard let resource = model.resources[endpoint.resource] else { return [] }
        var result: Set<Int> = []
        switch endpoint.kind {
        case .account: break
        case .me(let operation):
            func mayFail(_ operation: Resource.Operation) -> Bool {
                !model.holdsForOneself(rule(operation.rawValue, of: resource))
            }
            if mayFail(.get) { result.insert(404) }
            guard operation == .update else { break }
            if mayFail(.update) || hasGuards(.update, resource) { result.insert(403) }
            if hasUnique(endpoint) { result.insert(409) }
        case .resource(.get): break
        case .resource(let operation):
            if mayForbid(operation.rawValue, of: resource) || hasGuards(operation, resource) {
                result.insert(forbidden)
            }
            if operation == .update, hasUnique(endpoint) { result.insert(409) }
            if operation == .delete, isHeld(resource) { result.insert(409) }
        case .action(let name): if mayForbid(name, of: resource) { result.insert(forbidden) }
        }
        return result
    }

    /// 403; where nobody can sign in, everybody is told to.
    private var forbidden: Int { blueprint.brief.auth == nil ? 401 : 403 }

    /// Whether a signed-in caller who may know of the row can be refused.
    private func mayForbid(_ operation: String, of resource: Resource) -> Bool {
        let rule = rule(operation, of: resource)
        if rule.holdsForSignedIn(brief: blueprint.brief) { return false }
        // Who may not get a row, or one above it, is told that there is none.
        if model.isImplied(rule, of: operation, resource) { return false }
        // Rows that a rule does not let through are left out of a list; what is asked of the caller comes before.
        return operation != "list" || rule.isOfCallerAlone
    }

    private func rule(_ operation: String, of resource: Resource) -> Expression {
        resource.permissions.first { $0.operation == operation }?.rule ?? .never
    }

    private func hasGuards(_ operation: Resource.Operation, _ resource: Resource) -> Bool {
        resource.fieldGuards.contains { $0.operation == operation }
    }

    private func hasUnique(_ endpoint: Endpoint) -> Bool {
        endpoint.body?.members.contains { $0.field.isUnique } ?? false
    }

    /// Rows of another resource can keep a row from being deleted.
    private func isHeld(_ resource: Resource) -> Bool {
        model.referrers(to: resource.name).contains { ($0.1.reference?.onDelete ?? .restrict) == .restrict }
    }
}

extension Expression {
    /// Whether it is true for every signed-in caller on every row.
    fileprivate func holdsForSignedIn(brief: Brief) -> Bool {
        switch kind {
        case .anyone, .literal(.bool(true)): true
        case .role(let role): role == brief.roles.first
        case .or(let left, let right): left.holdsForSignedIn(brief: brief) || right.holdsForSignedIn(brief: brief)
        case .and(let left, let right): left.holdsForSignedIn(brief: brief) && right.holdsForSignedIn(brief: brief)
        default: false
        }
    }
}
