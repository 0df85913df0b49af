extension Expression {
    /// Whether the rule is true for every account on its own row, whatever is in it.
    public func alwaysHoldsForOneself(_ brief: Brief) -> Bool {
        switch kind {
        case .anyone, .literal(.bool(true)): true
        case .role(let role): role == brief.roles.first
        case .compare(.equal, let left, let right):
            (left.kind == .me && right.kind == .row) || (left.kind == .row && right.kind == .me)
        case .and(let left, let right): left.alwaysHoldsForOneself(brief) && right.alwaysHoldsForOneself(brief)
        case .or(let left, let right): left.alwaysHoldsForOneself(brief) || right.alwaysHoldsForOneself(brief)
        default: false
        }
    }
}
