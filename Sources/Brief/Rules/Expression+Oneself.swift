extension Expression {
    /// Whether the rule is true for every account on its own row, whatever is in it.
    public func alwaysHoldsForOneself(_ brief: Brief) -> Bool {
        switch kind {
        case .anyone, .literal(.bool(true)): true
        case .role(let role): role == brief.roles.first
        case .compare(.equal, let left, let right):
            switch (left.kind, right.kind) {
            case (.me, .row), (.row, .me): true
            // What stands in one's own row, from either side.
            case (.field(let own), .callerField(let same)), (.callerField(let same), .field(let own)): own == same
            default: false
            }
        case .and(let left, let right): left.alwaysHoldsForOneself(brief) && right.alwaysHoldsForOneself(brief)
        case .or(let left, let right): left.alwaysHoldsForOneself(brief) || right.alwaysHoldsForOneself(brief)
        default: false
        }
    }
}
