extension Expression {
    /// Whether the rule can be true for a caller who is not signed in, on some row of the resource.
    public func mayHoldForAnonymous(on resource: Resource, in brief: Brief) -> Bool {
        switch kind {
        case .role: false
        case .literal(.bool(let value)): value
        case .and(let left, let right):
            left.mayHoldForAnonymous(on: resource, in: brief) && right.mayHoldForAnonymous(on: resource, in: brief)
        case .or(let left, let right):
            left.mayHoldForAnonymous(on: resource, in: brief) || right.mayHoldForAnonymous(on: resource, in: brief)
        case .compare(let comparison, let left, let right) where left.isOfTheCaller || right.isOfTheCaller:
            // Identity with null holds for nullable values only; any other comparison with null is false.
            comparison == .equal
                && (left.isOfTheCaller || left.mayBeNull(on: resource, in: brief))
                && (right.isOfTheCaller || right.mayBeNull(on: resource, in: brief))
        case .among(let value, let members) where value.isOfTheCaller:
            members.contains { $0.mayBeNull(on: resource, in: brief) }
        default: true
        }
    }

    /// The parts of the rule that let in whoever is not signed in because what they compare the caller with may be null, as
    /// `assignee = me` does where there is no assignee.
    func opensByNull(on resource: Resource, in brief: Brief) -> [Expression] {
        guard mayHoldForAnonymous(on: resource, in: brief) else { return [] }
        switch kind {
        case .and(let left, let right), .or(let left, let right):
            return left.opensByNull(on: resource, in: brief) + right.opensByNull(on: resource, in: brief)
        case .compare(_, let left, let right) where left.isOfTheCaller || right.isOfTheCaller:
            let isExplicit = [left, right].contains { $0.kind == .literal(.null) }
            return isExplicit ? [] : [self]
        default: return []
        }
    }

    /// Null when the caller is not signed in.
    private var isOfTheCaller: Bool {
        switch kind {
        case .me, .callerField: true
        default: false
        }
    }

    private func mayBeNull(on resource: Resource, in brief: Brief) -> Bool {
        switch kind {
        case .row: false
        case .literal(let literal): literal == .null
        case .field(let path): brief.mayBeNull(path, of: resource)
        default: true
        }
    }
}

extension Brief {
    /// Whether some field on the way may be null; those that every row has, such as `createdAt`, are not.
    fileprivate func mayBeNull(_ path: [String], of resource: Resource) -> Bool {
        guard let field = resource.fields.first(where: { $0.name == path.first }) else { return false }
        if field.isNullable { return true }
        guard path.count > 1, case .reference(let name) = field.type,
            let target = resources.first(where: { $0.name == name })
        else { return false }
        return mayBeNull(Array(path.dropFirst()), of: target)
    }
}
