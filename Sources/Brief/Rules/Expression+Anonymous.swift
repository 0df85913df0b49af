extension Expression {
    /// Whether the rule can be true for a caller who is not signed in, on some row.
    public var mayHoldForAnonymous: Bool {
        switch kind {
        case .role: false
        case .literal(.bool(let value)): value
        case .and(let left, let right): left.mayHoldForAnonymous && right.mayHoldForAnonymous
        case .or(let left, let right): left.mayHoldForAnonymous || right.mayHoldForAnonymous
        case .compare(let comparison, let left, let right):
            comparison == .equal
                ? left.mayEqualForAnonymous(right) : !left.isOfTheCaller && !right.isOfTheCaller
        case .among(let value, let members): members.contains(where: value.mayEqualForAnonymous)
        case .contains(_, let element): !element.isOfTheCaller
        default: true
        }
    }

    /// The other side of this one where one of them is the word `null`: then `=` asks whether there is none.
    public func besideNull(_ other: Expression) -> Expression? {
        kind == .literal(.null) ? other : other.kind == .literal(.null) ? self : nil
    }

    /// Nobody is `me`: what is compared with nobody is false, unless `me = null` asks for just that.
    private func mayEqualForAnonymous(_ other: Expression) -> Bool {
        besideNull(other) != nil || !isOfTheCaller && !other.isOfTheCaller
    }

    /// Null when the caller is not signed in.
    private var isOfTheCaller: Bool {
        switch kind {
        case .me, .callerField: true
        default: false
        }
    }
}
