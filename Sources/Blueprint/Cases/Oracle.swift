import Brief

/// What the rules of a brief say about a row, for a caller, in a world of rows.
struct Oracle {
    let world: World
    let caller: Person
    var parameter: Literal = .null
    /// An action's input, by name.
    var input: [String: Literal] = [:]

    func holds(_ rule: Expression, _ row: Sample) -> Bool {
        switch rule.kind {
        case .anyone: true
        case .literal(.bool(let value)): value
        case .role(let name): caller.role >= (world.model.brief.roles.firstIndex(of: name) ?? .max)
        case .and(let left, let right): holds(left, row) && holds(right, row)
        case .or(let left, let right): holds(left, row) || holds(right, row)
        case .not(let inner): !holds(inner, row)
        case .compare(let comparison, let left, let right): compare(comparison, left, right, row)
        case .among(let element, let members): members.contains { compare(.equal, element, $0, row) }
        case .contains(let list, let element):
            if case .list(let items)? = value(list, row), let element = value(element, row) {
                items.contains(element)
            } else {
                false
            }
        default: value(rule, row) == .bool(true)
        }
    }

    private func compare(_ comparison: Comparison, _ left: Expression, _ right: Expression, _ row: Sample) -> Bool {
        if comparison == .equal, let asked = left.besideNull(right) { return value(asked, row) == .null }
        return compare(comparison, value(left, row), value(right, row))
    }

    /// False where a side is null, or has no value because its arithmetic failed.
    func compare(_ comparison: Comparison, _ left: Literal?, _ right: Literal?) -> Bool {
        guard let left, let right, let order = Self.order(left, right) else { return false }
        return switch comparison {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }

    /// Nil where its arithmetic fails. Durations are milliseconds.
    func value(_ expression: Expression, _ row: Sample) -> Literal? {
        switch expression.kind {
        case .literal(let literal): literal.inMilliseconds
        case .me: caller.account?.id ?? .null
        case .row: row.id
        case .parameter: parameter
        case .input(let field): input[field.name] ?? .null
        case .now: .datetime(Case.now)
        case .field(let path): follow(path, row)
        case .callerField(let path): caller.account.map { follow(path, $0) } ?? .null
        case .arithmetic(let operation, let left, let right):
            if let left = value(left, row), let right = value(right, row) { operation.apply(left, right) } else { nil }
        default: .bool(holds(expression, row))
        }
    }

    private func follow(_ path: [String], _ row: Sample) -> Literal {
        let value = row[path[0]]
        if path.count == 1 { return value }
        guard case .reference(let target)? = world.model.field(path[0], of: row.resource)?.type,
            let next = world.row(target, value)
        else { return .null }
        return follow(Array(path.dropFirst()), next)
    }

    /// -1, 0 or 1; nil with null.
    static func order(_ left: Literal, _ right: Literal) -> Int? {
        func sign<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left == right ? 0 : 1 }
        switch (left, right) {
        case (.null, _), (_, .null): return nil
        case (.int(let left), .int(let right)): return sign(left, right)
        case (.bool(let left), .bool(let right)): return sign(left ? 1 : 0, right ? 1 : 0)
        case (.decimal(let left), .decimal(let right)): return Number.order(left, right)
        case (.decimal(let left), .int(let right)): return Number.order(left, Number(units: right))
        case (.int(let left), .decimal(let right)): return Number.order(Number(units: left), right)
        default:
            let (left, right) = (Array(Wire.text(left).utf8), Array(Wire.text(right).utf8))
            return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
        }
    }
}

extension Literal {
    /// As a field of this type holds it: a number at the scale of a decimal, rounded half away from zero where digits are
    /// lost. Nil where that leaves 64 bits.
    func rescaled(to type: FieldType) -> Literal? {
        guard case .decimal(_, let scale) = type else { return self }
        let number: Number
        switch self {
        case .int(let value): number = Number(units: value)
        case .decimal(let value): number = value
        default: return self
        }
        var (units, factor) = (number.units, Int64(1))
        var overflows = false
        if abs(scale - number.scale) > 18 { return nil }
        for _ in 0..<abs(scale - number.scale) { factor *= 10 }
        if scale > number.scale {
            (units, overflows) = units.multipliedReportingOverflow(by: factor)
        } else if scale < number.scale {
            (units, overflows) = units.addingReportingOverflow(units < 0 ? -factor / 2 : factor / 2)
            units /= factor
        }
        return overflows ? nil : .decimal(Number(units: units, scale: scale))
    }
}
