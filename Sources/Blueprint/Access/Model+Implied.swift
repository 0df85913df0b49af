import Brief

extension Model {
    /// Whether an operation's rule holds wherever it is asked at all, because the caller had to be allowed to get the row, or the
    /// rows above it, before. Then it refuses nobody, and nobody can notice that it is gone.
    func isImplied(_ rule: Expression, of operation: String, _ resource: Resource) -> Bool {
        let ofRow = ["create", "list", "get"].contains(operation) ? [] : [getRule(of: resource)]
        let ofBody = operation == "create" ? guardsOfEveryCreate(resource) : []
        return (ofRow + ofBody + rulesAbove(resource)).contains { rule.holds(whenever: $0, brief) }
    }

    /// Whether a rule holds for whoever is signed in on their own row.
    func holdsForOneself(_ rule: Expression) -> Bool {
        rule.alwaysHoldsForOneself(brief) || brief.auth?.when.map { rule.holds(whenever: $0, brief) } ?? false
    }

    /// Guards of what every body must have.
    private func guardsOfEveryCreate(_ resource: Resource) -> [Expression] {
        resource.fieldGuards.filter { fieldGuard in
            guard fieldGuard.operation == .create,
                let field = resource.fields.first(where: { $0.name == fieldGuard.field })
            else { return false }
            return isRequired(field)
        }.map(\.rule)
    }

    /// The same of a field's guard, which is asked after its operation's rule.
    func isImplied(_ fieldGuard: FieldGuard, _ resource: Resource) -> Bool {
        let operation = fieldGuard.operation.rawValue
        let own = resource.permissions.first { $0.operation == operation }?.rule
        return own.map { fieldGuard.rule.holds(whenever: $0, brief) } ?? false
            || isImplied(fieldGuard.rule, of: operation, resource)
    }

    /// What the rows above must let the caller see, as seen from a row of the resource.
    func rulesAbove(_ resource: Resource) -> [Expression] {
        guard let parent = parents[resource.name] else { return [] }
        return ([getRule(of: parent.resource)] + rulesAbove(parent.resource)).map { $0.seen(through: parent.reference) }
    }

    private func getRule(of resource: Resource) -> Expression {
        resource.permissions.first { $0.operation == Resource.Operation.get.rawValue }?.rule ?? .never
    }
}

extension Expression {
    /// What is not granted is denied.
    static let never = Expression(.literal(.bool(false)), type: .bool)

    /// Whether each way in which another rule holds makes this one hold too. False where that can't be told from their form.
    fileprivate func holds(whenever other: Expression, _ brief: Brief) -> Bool {
        other.ways.allSatisfy { way in isImplied(by: way.conditions, brief) }
    }

    private func isImplied(by conditions: [Expression], _ brief: Brief) -> Bool {
        switch kind {
        case .or(let left, let right): left.isImplied(by: conditions, brief) || right.isImplied(by: conditions, brief)
        case .and(let left, let right): left.isImplied(by: conditions, brief) && right.isImplied(by: conditions, brief)
        case .anyone, .literal(.bool(true)): true
        case .role(let lower):
            // Where a rule goes, what every signed-in caller may stays.
            lower == brief.roles.first
                || conditions.contains { condition in
                    guard case .role(let higher) = condition.kind else { return false }
                    return brief.roles.firstIndex(of: lower) ?? .max <= brief.roles.firstIndex(of: higher) ?? -1
                }
        // One value is not another one, and is among those that it is named with.
        case .compare(.notEqual, let field, let other):
            conditions.contains { $0.text == text || $0.turned?.text == text || $0.constant(of: field, isNot: other) }
        case .among(let field, let members):
            conditions.contains { condition in
                condition.text == text
                    || members.contains { Expression(.compare(.equal, field, $0), type: .bool).text == condition.text }
            }
        default: conditions.contains { $0.text == text || $0.turned?.text == text }
        }
    }

    /// The parts of which one is enough.
    private var ways: [Expression] {
        switch kind {
        case .or(let left, let right): left.ways + right.ways
        case .literal(.bool(false)): []
        default: [self]
        }
    }

    /// The parts that all hold.
    var conditions: [Expression] {
        if case .and(let left, let right) = kind { left.conditions + right.conditions } else { [self] }
    }

    /// Whether it says that the field is a constant, and not this one.
    private func constant(of field: Expression, isNot other: Expression) -> Bool {
        guard case .compare(.equal, let same, let value) = kind, same.text == field.text,
            case .literal(let value) = value.kind, case .literal(let other) = other.kind
        else { return false }
        return value != .null && value != other
    }

    /// `me = owner` of `owner = me`.
    private var turned: Expression? {
        guard case .compare(let comparison, let left, let right) = kind, [.equal, .notEqual].contains(comparison) else {
            return nil
        }
        return Expression(.compare(comparison, right, left), type: type)
    }

    /// The rule as seen from a row that refers to its row: `shop.owner = me` of `owner = me`.
    fileprivate func seen(through reference: String) -> Expression {
        func seen(_ expression: Expression) -> Expression { expression.seen(through: reference) }
        var result = self
        switch kind {
        case .row: result.kind = .field([reference])
        case .field(let path): result.kind = .field([reference] + path)
        case .compare(let comparison, let left, let right): result.kind = .compare(comparison, seen(left), seen(right))
        case .among(let element, let members): result.kind = .among(seen(element), members.map(seen))
        case .contains(let list, let element): result.kind = .contains(list: seen(list), element: seen(element))
        case .and(let left, let right): result.kind = .and(seen(left), seen(right))
        case .or(let left, let right): result.kind = .or(seen(left), seen(right))
        case .not(let inner): result.kind = .not(seen(inner))
        case .arithmetic(let operation, let left, let right):
            result.kind = .arithmetic(operation, seen(left), seen(right))
        case .literal, .me, .parameter, .input, .now, .anyone, .role, .callerField: break
        }
        return result
    }
}
