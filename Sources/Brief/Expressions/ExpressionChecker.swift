import Source

/// What names in an expression may mean.
struct Scope {
    /// The row's resource.
    var resource: String
    /// Whether there is a caller: `me` and roles.
    var hasCaller = true
    /// Whether `$` stands for a parameter.
    var hasParameter = false
    /// What `$name` may mean: an action's input, in its `set`; nil elsewhere.
    var inputs: [Field]?
}

/// Gives the names of an expression their meaning and checks its types.
final class ExpressionChecker {
    let schema: Schema
    let scope: Scope
    let problems: Problems
    /// What `$` was compared with.
    private(set) var parameterType: ValueType?

    init(_ schema: Schema, _ scope: Scope, _ problems: Problems) {
        self.schema = schema
        self.scope = scope
        self.problems = problems
    }

    /// A rule: an expression that holds or doesn't. Nil when something is wrong, which is reported.
    static func rule(_ scalar: YAMLScalar, _ schema: Schema, _ scope: Scope, _ problems: Problems) -> Expression? {
        guard let syntax = ExpressionParser.parse(scalar, problems) else { return nil }
        let checker = ExpressionChecker(schema, scope, problems)
        let rule = checker.condition(syntax)
        if scope.hasParameter, rule != nil, checker.parameterType == nil {
            problems.report("parameter", "this filter doesn't use its parameter \"$\"", at: scalar)
            return nil
        }
        return rule
    }

    func condition(_ syntax: ExpressionSyntax) -> Expression? {
        guard let expression = check(syntax) else { return nil }
        guard expression.type == .bool else {
            var help: String?
            if case .path(let names, _) = syntax, names.count == 1, schema.roles.contains(names[0]) {
                help = "the field \"\(names[0])\" hides the role of that name: rename one of them"
            }
            mismatch("a condition is expected, not \(expression.type.noun)", syntax.range, help: help)
            return nil
        }
        return expression
    }

    /// - Parameter hint: The type on the other side of a comparison.
    func check(_ syntax: ExpressionSyntax, beside hint: ValueType? = nil) -> Expression? {
        let range = syntax.range
        switch syntax {
        case .literal(let literal, _): return constant(literal, beside: hint, range)
        case .path(let names, _): return name(names, beside: hint, range)
        case .parameter: return parameter(beside: hint, range)
        case .input(let name, _): return input(name, range)
        case .and(let left, let right): return both(left, right) { Expression(.and($0, $1), type: .bool, range: range) }
        case .or(let left, let right): return both(left, right) { Expression(.or($0, $1), type: .bool, range: range) }
        case .not(let inner, _):
            return condition(inner).map { Expression(.not($0), type: .bool, range: range) }
        case .compare(let comparison, let left, let right): return compare(comparison, left, right, range)
        case .among(let element, let members): return among(element, members, range)
        case .within(let element, let list): return within(element, list, range)
        case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, range)
        }
    }

    private func both(
        _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ make: (Expression, Expression) -> Expression
    ) -> Expression? {
        let left = condition(left)
        guard let right = condition(right), let left else { return nil }
        return make(left, right)
    }

    func mismatch(_ message: String, _ range: SourceRange, help: String? = nil) {
        problems.report("type-mismatch", message, at: range, help: help)
    }

    private func parameter(beside hint: ValueType?, _ range: SourceRange) -> Expression? {
        guard scope.hasParameter else {
            problems.report("parameter", "\"$\" stands for a filter's parameter; there is none here", at: range)
            return nil
        }
        guard let hint, hint != .null else {
            mismatch("the type of \"$\" can't be told from this", range, help: "compare it with a field")
            return nil
        }
        if let known = parameterType, known != hint {
            mismatch("\"$\" is compared with \(known.noun) and with \(hint.noun)", range)
            return nil
        }
        parameterType = hint
        return Expression(.parameter, type: hint, range: range)
    }

    private func input(_ name: String, _ range: SourceRange) -> Expression? {
        guard let inputs = scope.inputs else {
            problems.report(
                "parameter", "\"$\(name)\" stands for an action's input; there is none here", at: range,
                help: "it is used in the \"set\" of the action that takes it")
            return nil
        }
        guard let field = inputs.first(where: { $0.name == name }) else {
            problems.unknown("input", name, at: range, among: inputs.map(\.name))
            return nil
        }
        if case .list = field.type {
            problems.notSupported("a list of an action's input in its \"set\"", at: range)
            return nil
        }
        return Expression(.input(field), type: field.type.valueType, range: range)
    }

    /// The operands of a comparison, each with the other's type as a hint.
    func operands(_ left: ExpressionSyntax, _ right: ExpressionSyntax) -> (Expression, Expression)? {
        if needsHint(left), !needsHint(right) {
            guard let right = check(right), let left = check(left, beside: right.type) else { return nil }
            return (left, right)
        }
        guard let left = check(left) else { return nil }
        guard let right = check(right, beside: left.type) else { return nil }
        return (left, right)
    }

    /// Literals, `$` and words that are no field take their type from the other side.
    private func needsHint(_ syntax: ExpressionSyntax) -> Bool {
        switch syntax {
        case .literal, .parameter: true
        case .path(let names, _): names.count == 1 && schema.isUnknown(names[0], in: scope)
        default: false
        }
    }

    private func compare(
        _ comparison: Comparison, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ range: SourceRange
    ) -> Expression? {
        guard let (left, right) = operands(left, right) else { return nil }
        guard left.type.isComparable(with: right.type) else {
            mismatch("\(left.type.noun) can't be compared with \(right.type.noun)", range)
            return nil
        }
        if comparison != .equal, [left, right].contains(where: { $0.kind == .literal(.null) }) {
            mismatch("any comparison with null but = is false", range, help: "for what is there write not (x = null)")
            return nil
        }
        let isOrder = comparison != .equal && comparison != .notEqual
        if isOrder, let type = [left.type, right.type].first(where: { !$0.isOrdered }) {
            mismatch("\(type.noun) has no order", range, help: "use = or !=")
            return nil
        }
        return Expression(.compare(comparison, left, right), type: .bool, range: range)
    }

    private func among(_ element: ExpressionSyntax, _ members: [ExpressionSyntax], _ range: SourceRange) -> Expression?
    {
        guard let element = check(element) else { return nil }
        let checked = members.map { member -> Expression? in
            guard let value = check(member, beside: element.type) else { return nil }
            guard value.type.isComparable(with: element.type) else {
                mismatch("\(element.type.noun) can't be compared with \(value.type.noun)", member.range)
                return nil
            }
            return value
        }
        let values = checked.compactMap(\.self)
        guard values.count == checked.count else { return nil }
        return Expression(.among(element, values), type: .bool, range: range)
    }

    private func within(_ element: ExpressionSyntax, _ list: ExpressionSyntax, _ range: SourceRange) -> Expression? {
        guard let list = check(list) else { return nil }
        guard case .list(let elementType) = list.type else {
            mismatch("\"in\" needs a list on its right, not \(list.type.noun)", range, help: "write in (a, b)")
            return nil
        }
        guard let element = check(element, beside: elementType) else { return nil }
        guard element.type.isComparable(with: elementType) else {
            mismatch("this list holds \(elementType.noun), never \(element.type.noun)", range)
            return nil
        }
        return Expression(.contains(list: list, element: element), type: .bool, range: range)
    }

    private func arithmetic(
        _ operation: Arithmetic, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ range: SourceRange
    ) -> Expression? {
        guard let left = check(left), let right = check(right) else { return nil }
        guard let type = ValueType.result(of: operation, left.type, right.type) else {
            mismatch("\"\(operation.rawValue)\" can't join \(left.type.noun) and \(right.type.noun)", range)
            return nil
        }
        return Expression(.arithmetic(operation, left, right), type: type, range: range)
    }
}
