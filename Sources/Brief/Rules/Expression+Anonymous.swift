extension Expression {
    /// Whether the rule can be true for a caller who is not signed in, on some row of the resource.
    public func mayHoldForAnonymous(on resource: Resource) -> Bool {
        switch kind {
        case .role: false
        case .literal(.bool(let value)): value
        case .and(let left, let right):
            left.mayHoldForAnonymous(on: resource) && right.mayHoldForAnonymous(on: resource)
        case .or(let left, let right):
            left.mayHoldForAnonymous(on: resource) || right.mayHoldForAnonymous(on: resource)
        case .compare(let comparison, let left, let right):
            // Identity with null holds for nullable values only; any other comparison with null is false.
            switch (left.kind, right.kind) {
            case (.me, _): comparison == .equal && right.mayBeNull(on: resource)
            case (_, .me): comparison == .equal && left.mayBeNull(on: resource)
            default: true
            }
        default: true
        }
    }

    private func mayBeNull(on resource: Resource) -> Bool {
        switch kind {
        case .row: return false
        case .field(let path) where path.count == 1:
            if let field = resource.fields.first(where: { $0.name == path[0] }) { return field.isNullable }
            // `id`, `createdAt`, `updatedAt`
            return false
        default: return true
        }
    }
}
