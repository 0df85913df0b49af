import Brief

/// Short forms of the expressions that tests write.
enum Rule {
    static let anyone = Expression(.anyone, type: .bool)
    static let isSelf = compare(.equal, me, Expression(.row, type: .row("User")))
    static let isNotSelf = compare(.notEqual, me, Expression(.row, type: .row("User")))
    static let me = Expression(.me, type: .row("User"))

    static func role(_ name: String) -> Expression { Expression(.role(name), type: .bool) }

    static func field(_ path: String..., type: ValueType = .text) -> Expression { Expression(.field(path), type: type) }

    static func word(_ value: String) -> Expression {
        Expression(.literal(.enumeration(value)), type: .enumeration([value]))
    }

    static func compare(_ comparison: Comparison, _ left: Expression, _ right: Expression) -> Expression {
        Expression(.compare(comparison, left, right), type: .bool)
    }
}

extension Expression {
    func and(_ other: Expression) -> Expression { Expression(.and(self, other), type: .bool) }
    func or(_ other: Expression) -> Expression { Expression(.or(self, other), type: .bool) }
}
