extension Action {
    /// What it computes and puts into a number that has limits: where the new value leaves them, the row's state does not
    /// allow the action.
    public func limited(in resource: Resource) -> [(field: Field, value: Expression)] {
        assignments.compactMap { assignment in
            guard let field = resource.fields.first(where: { $0.name == assignment.field }), field.limits != nil else {
                return nil
            }
            switch assignment.value.kind {
            // Checked when the brief is read.
            case .literal, .input: return nil
            default: return (field, assignment.value)
            }
        }
    }
}

extension Field {
    /// The smallest and the largest number that it can hold: its range, within the digits of a decimal.
    public var limits: Bounds? {
        switch type {
        case .int: return bounds
        // A bound that its digits can't write is refused when the brief is read.
        case .decimal(let precision, let scale):
            let largest = Number.largest(precision: precision, scale: scale)
            return Bounds(
                minimum: bounds?.minimum ?? Number(units: -largest.units, scale: scale),
                maximum: bounds?.maximum ?? largest)
        default: return nil
        }
    }
}

extension Number {
    /// The largest that this many digits can write: 99.99 of four, two of them behind the point.
    static func largest(precision: Int, scale: Int) -> Number {
        Number(units: (0..<precision).reduce(1) { power, _ in power * 10 } - 1, scale: scale)
    }
}

extension Expression {
    /// Members of an action's input that it uses.
    public var inputs: [Field] {
        switch kind {
        case .input(let field): [field]
        case .compare(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .arithmetic(_, let left, let right), .contains(let left, let right):
            left.inputs + right.inputs
        case .among(let element, let members): ([element] + members).flatMap(\.inputs)
        case .not(let inner): inner.inputs
        default: []
        }
    }

    /// The same with other expressions for the members of an action's input.
    public func replacingInput(_ replacement: (Field) -> Expression) -> Expression {
        var result = self
        switch kind {
        case .input(let field): return replacement(field)
        case .arithmetic(let operation, let left, let right):
            result.kind = .arithmetic(
                operation, left.replacingInput(replacement), right.replacingInput(replacement))
        default: break
        }
        return result
    }
}
