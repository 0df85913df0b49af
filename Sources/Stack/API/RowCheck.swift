import Brief
import Source

/// Renders a rule as a Swift check of one row, with the same two-valued meaning as its SQL condition: `= null`
/// asks whether there is none, any comparison with a value that is not there is false, text compares by its bytes.
///
/// A rule that looks beyond the row (along references, into lists, at other fields of the caller) or computes is left to
/// SQL, which asks the database for that one row; see ``canRender(_:)``.
struct RowCheck {
    let brief: Brief
    let resource: Resource

    /// Whether the rule needs nothing but the row, the caller's id and role, and the time.
    static func canRender(_ rule: Expression) -> Bool {
        switch rule.kind {
        case .me, .row, .now, .anyone, .role: true
        // Decimals of different scales compare in SQL.
        case .literal: rule.type != .decimal
        case .field(let path): path.count == 1 && rule.type != .decimal
        case .compare(_, let left, let right), .and(let left, let right), .or(let left, let right):
            canRender(left) && canRender(right)
        case .among(let element, let members): canRender(element) && members.allSatisfy(canRender)
        case .not(let inner): canRender(inner)
        case .parameter, .input, .callerField, .contains, .arithmetic: false
        }
    }
}

extension RowCheck {
    /// A Swift condition over `caller` (a `Principal`) and `row`.
    func condition(_ rule: Expression) -> String { condition(rule, within: .or) }

    /// The condition, an operand of its outermost `and` or `or` a line.
    func lines(_ rule: Expression) -> String {
        switch rule.kind {
        case .and(let left, let right):
            return "\(condition(left, within: .and))\n    && \(condition(right, within: .and))"
        case .or(let left, let right):
            return "\(condition(left, within: .or))\n    || \(condition(right, within: .or))"
        default: return condition(rule)
        }
    }

    /// Whether the rule looks at the row at all.
    func usesRow(_ rule: Expression) -> Bool {
        switch rule.kind {
        case .row, .field: true
        case .compare(_, let left, let right), .and(let left, let right), .or(let left, let right):
            usesRow(left) || usesRow(right)
        case .among(let element, let members): usesRow(element) || members.contains(where: usesRow)
        case .not(let inner): usesRow(inner)
        default: false
        }
    }

    /// What binds the operands of a condition; a looser one in a tighter place takes parentheses.
    private enum Binding: Int { case or, and, not }

    private func condition(_ rule: Expression, within place: Binding) -> String {
        func bound(_ text: String, _ own: Binding) -> String {
            own == place || own.rawValue > place.rawValue ? text : "(\(text))"
        }
        switch rule.kind {
        case .anyone: return "true"
        case .literal(.bool(let value)): return String(value)
        case .role(let name): return "caller.role >= Role.\(SwiftText.escaped(name))"
        case .and(let left, let right):
            return bound("\(condition(left, within: .and)) && \(condition(right, within: .and))", .and)
        case .or(let left, let right):
            return bound("\(condition(left, within: .or)) || \(condition(right, within: .or))", .or)
        case .not(let inner): return "!\(condition(inner, within: .not))"
        case .compare(let comparison, let left, let right): return compare(comparison, left, right)
        case .among(let element, let members):
            let tests = members.map { compare(.equal, element, $0) }
            return tests.count == 1 ? tests[0] : bound(tests.joined(separator: " || "), .or)
        default: return "Rule.same(\(value(rule)), true)"
        }
    }

    private func compare(_ comparison: Comparison, _ left: Expression, _ right: Expression) -> String {
        if comparison == .equal, let asked = left.besideNull(right) { return "Rule.isNull(\(value(asked)))" }
        let function =
            switch comparison {
            case .equal: "same"
            case .notEqual: "differ"
            case .less: "less"
            case .lessOrEqual: "atMost"
            case .greater: "greater"
            case .greaterOrEqual: "atLeast"
            }
        return "Rule.\(function)(\(value(left)), \(value(right)))"
    }

    private func value(_ expression: Expression) -> String {
        switch expression.kind {
        case .me: "caller.id"
        case .row: "row.id"
        case .now: "caller.now"
        case .field(let path): "row." + SwiftText.escaped(RecordProperty.memberName(path[0]))
        case .literal(let literal): self.literal(literal)
        default: condition(expression)
        }
    }

    private func literal(_ literal: Literal) -> String {
        switch literal {
        case .null: "nil"
        case .bool(let value): String(value)
        case .int(let value): SwiftText.integer(value)
        case .decimal(let number): SwiftText.integer(number.units)
        case .datetime(let text): "Timestamp(rfc3339: \(SwiftText.literal(text)))"
        case .text(let text), .enumeration(let text), .date(let text): SwiftText.literal(text)
        case .duration(let seconds): SwiftText.integer(seconds.count)
        case .list: "[]"
        }
    }
}
