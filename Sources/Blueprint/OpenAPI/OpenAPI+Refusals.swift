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
            if !rule(Resource.Operation.get.rawValue, of: resource).alwaysHoldsForOneself(blueprint.brief) {
                result.insert(404)
            }
            guard operation == .update else { break }
            if !rule(operation.rawValue, of: resource).alwaysHoldsForOneself(blueprint.brief)
                || hasGuards(.update, resource)
            {
                result.insert(403)
            }
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
        switch operation {
        case "create": return true
        // Rows that a rule does not let through are left out of a list; what is asked of the caller comes before.
        case "list": return rule.canFailForCaller(brief: blueprint.brief)
        // Who may not get a row is told that there is none.
        default: return !rule.holds(whenever: self.rule(Resource.Operation.get.rawValue, of: resource), blueprint.brief)
        }
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
    /// What is not granted is denied.
    fileprivate static let never = Expression(.literal(.bool(false)), type: .bool)

    /// Whether each way in which another rule holds is one of this rule's too.
    fileprivate func holds(whenever other: Expression, _ brief: Brief) -> Bool {
        other.ways.allSatisfy { way in
            ways.contains { own in
                guard case .role(let higher) = way.kind, case .role(let lower) = own.kind else {
                    return own.text == way.text
                }
                return brief.roles.firstIndex(of: lower) ?? .max <= brief.roles.firstIndex(of: higher) ?? .max
            }
        }
    }

    /// The parts of which one is enough.
    private var ways: [Expression] {
        if case .or(let left, let right) = kind { left.ways + right.ways } else { [self] }
    }

    /// Whether it is false for some signed-in caller whatever the row.
    fileprivate func canFailForCaller(brief: Brief) -> Bool {
        switch kind {
        case .literal(.bool(let value)): !value
        case .role(let role): role != brief.roles.first
        case .or(let left, let right): left.canFailForCaller(brief: brief) && right.canFailForCaller(brief: brief)
        case .and(let left, let right): left.canFailForCaller(brief: brief) || right.canFailForCaller(brief: brief)
        case .not(let inner): inner.usesRole
        default: false
        }
    }

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
