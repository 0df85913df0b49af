import Brief

/// Finds values of a row's own fields for which a rule holds, or does not.
struct Solver {
    let model: Model

    init(_ model: Model) { self.model = model }

    /// The row with as few changes as possible, or nil when a few dozen tries find none.
    func solve(_ rule: Expression, for row: Sample, caller: Person?, in world: World, wanted: Bool) -> Sample? {
        let caller = caller ?? .anonymous
        func fits(_ row: Sample) -> Bool { Oracle(world: world, caller: caller).holds(rule, row) == wanted }
        if fits(row) { return row }
        // To whom a row belongs is changed last.
        let isReference = { name in model.field(name, of: row.resource)?.type.isReference == true }
        let names = rule.ownFields.filter { !isReference($0) } + rule.ownFields.filter(isReference)
        let changes = names.map { name in (name, candidates([name], rule, of: row, for: row, caller, world)) }
        for (name, values) in changes {
            for value in values {
                var changed = row
                changed[name] = value
                if fits(changed) { return changed }
            }
        }
        for (index, first) in changes.enumerated() {
            for second in changes[(index + 1)...] {
                for one in first.1.prefix(8) {
                    for other in second.1.prefix(8) {
                        var changed = row
                        changed[first.0] = one
                        changed[second.0] = other
                        if fits(changed) { return changed }
                    }
                }
            }
        }
        // One part after the other.
        let parts = wanted ? rule.conditions : []
        if parts.count > 2 {
            let all = parts.reduce(row) { row, part in
                solve(part, for: row, caller: caller, in: world, wanted: true) ?? row
            }
            if fits(all) { return all }
        }
        return nil
    }

    /// Values worth trying for a field at the end of a path.
    /// - Parameters:
    ///   - row: has the field; the target itself, or a row above it.
    ///   - target: the row that the rule is about.
    func candidates(
        _ path: [String], _ rule: Expression, of row: Sample, for target: Sample, _ caller: Person, _ world: World
    ) -> [Literal] {
        let name = path[path.count - 1]
        guard let field = model.field(name, of: row.resource) else { return [] }
        let oracle = Oracle(world: world, caller: caller)
        let beside = rule.besides(path).compactMap { oracle.value($0, target) }
        if case .reference(let target) = field.type {
            // Rows are put into the database in order: what is referred to comes first.
            let before = world.rows.prefix { $0.resource != row.resource || $0.id != row.id }
            let others = before.filter { $0.resource == target && $0.deletedAt == nil }
            let ids = others.map(\.id)
            return beside.filter(ids.contains) + ids + (field.isNullable ? [.null] : [])
        }
        var values: [Literal] =
            switch field.type {
            case .enumeration(let values): values.map { .enumeration($0) }
            case .bool: [.bool(true), .bool(false)]
            case .datetime: [.datetime("2026-01-01T00:00:00.000Z"), .datetime("2027-01-01T00:00:00.000Z")]
            case .date: [.date("2026-01-01"), .date("2027-01-01")]
            default: []
            }
        for literal in rule.literals {
            switch (literal, field.type) {
            case (.int(let number), .int):
                values += [Int64(-1), 0, 1].compactMap { step in
                    let (sum, overflow) = number.addingReportingOverflow(step)
                    return overflow ? nil : .int(sum)
                }
            case (.int(let number), .decimal(_, let scale)):
                let units = Number(units: number).units(at: scale)
                values += [-1, 0, 1].map { .decimal(Number(units: units &+ $0, scale: scale)) }
            case (.decimal(let number), .decimal(_, let scale)):
                values += [-1, 0, 1].map { .decimal(Number(units: number.units(at: scale) &+ $0, scale: scale)) }
            case (.text, .string), (.text, .text): values.append(literal)
            default: break
            }
        }
        values += beside.flatMap { Self.around($0, field.type) }
        for literal in rule.literals {
            // Where time is computed with: just before and just after.
            guard case .int(let length) = literal.inMilliseconds, case .duration = literal, field.type == .datetime
            else { continue }
            values += [-length - 60_000, -length + 60_000, length - 60_000, length + 60_000].compactMap {
                (offset: Int64) -> Literal? in
                Arithmetic.add.apply(.datetime(Case.now), .int(offset))
            }
        }
        // Beside another field: values of other rows, below and above its own.
        if !rule.besides(path).isEmpty {
            values += [1, 2, 5, 40, 80].map { Samples(model).value(of: field, number: $0) }
        }
        // What arithmetic adds up to.
        let whole = rule.parts.compactMap { if case .literal(.int(let number)) = $0 { abs(number) } else { nil } }
        if field.type == .int, whole.count > 1, whole.allSatisfy({ $0 < 1_000_000_000 }) {
            values += [.int(whole.reduce(0, +)), .int(-whole.reduce(0, +))]
        }
        if case .list = field.type {
            values += rule.elements(of: path).compactMap { oracle.value($0, target) }.map { .list([$0]) }
        }
        if field.isNullable { values += [.null, Samples(model).value(of: field, number: 1)] }
        return values
    }

    /// A value and its neighbours.
    private static func around(_ value: Literal, _ type: FieldType) -> [Literal] {
        switch (value, type) {
        case (.int(let number), .int): [number, number &- 1, number &+ 1].map { .int($0) }
        case (.int, .decimal(_, let scale)), (.decimal, .decimal(_, let scale)):
            if case .decimal(let number)? = value.rescaled(to: type) {
                [0, -1, 1].map { .decimal(Number(units: number.units &+ $0, scale: scale)) }
            } else {
                []
            }
        case (.datetime, .datetime):
            [value] + [Int64(-60_000), 60_000].compactMap { Arithmetic.add.apply(value, .int($0)) }
        case (.date(let day), .date):
            // The same day, and those beside it as moments tell them.
            [value]
                + [Int64(-86_400_000), 86_400_000].compactMap {
                    guard case .datetime(let text)? = Arithmetic.add.apply(.datetime(day + "T00:00:00.000Z"), .int($0))
                    else { return nil }
                    return .date(String(text.prefix(10)))
                }
        case (.text, .string), (.text, .text), (.enumeration, .enumeration), (.bool, .bool): [value]
        default: []
        }
    }
}

extension Expression {
    /// Names of the row's own fields that the rule looks at, each once.
    var ownFields: [String] {
        parts.compactMap { if case .field(let path) = $0, path.count == 1 { path[0] } else { nil } }.unique
    }

    /// Whether it looks at nothing but who calls: the service answers it before it looks for rows.
    var isOfCallerAlone: Bool {
        parts.allSatisfy { kind in
            switch kind {
            case .row, .field, .callerField, .contains, .arithmetic, .literal(.decimal): false
            default: true
            }
        }
    }

    /// Whether it asks for a value of the row, or of one that the row refers to.
    var readsRow: Bool {
        parts.contains { if case .field = $0 { true } else { false } }
    }

    /// Fields of rows that the row refers to: `post.closed`.
    var pathsAbove: [[String]] {
        parts.compactMap { if case .field(let path) = $0, path.count > 1 { path } else { nil } }.unique
    }

    /// What the field at the end of the path is compared with, but for constants of the brief.
    func besides(_ path: [String]) -> [Expression] {
        parts.flatMap { kind -> [Expression] in
            guard case .compare(_, let left, let right) = kind else { return [] }
            let others = (left.kind == .field(path) ? [right] : []) + (right.kind == .field(path) ? [left] : [])
            return others.filter { if case .literal(let literal) = $0.kind { literal.isMoment } else { true } }
        }
    }

    /// What must be in the list at the end of the path.
    func elements(of path: [String]) -> [Expression] {
        parts.compactMap {
            if case .contains(let list, let element) = $0, list.kind == .field(path) { element } else { nil }
        }
    }

    /// Paths from the caller's own row: `me.organisation`.
    var callerPaths: [[String]] {
        parts.compactMap { if case .callerField(let path) = $0 { path } else { nil } }.unique
    }

    var literals: [Literal] {
        parts.compactMap { if case .literal(let literal) = $0 { literal } else { nil } }.unique
    }

    /// Fields of the row that the rule compares with the caller.
    var ownershipFields: [String] {
        parts.compactMap { kind in
            guard case .compare(_, let left, let right) = kind else { return nil }
            switch (left.kind, right.kind) {
            case (.field(let path), .me), (.me, .field(let path)): return path.count == 1 ? path[0] : nil
            default: return nil
            }
        }
    }

    /// Paths to a field of a row above that the rule compares with the caller: `shop.owner`.
    var ownershipPaths: [[String]] {
        parts.compactMap { kind in
            guard case .compare(_, let left, let right) = kind else { return nil }
            switch (left.kind, right.kind) {
            case (.field(let path), .me), (.me, .field(let path)): return path.count > 1 ? path : nil
            default: return nil
            }
        }.unique
    }

    /// Whether the rule compares the caller with the row itself.
    var comparesSelf: Bool {
        parts.contains { kind in
            if case .compare(_, let left, let right) = kind { left.kind == .row || right.kind == .row } else { false }
        }
    }

    /// Every part, this one first. A list rather than a visitor: the optimiser copies a recursive function for every
    /// closure that it is given.
    var parts: [ExpressionKind] {
        var result: [ExpressionKind] = []
        collect(&result)
        return result
    }

    private func collect(_ result: inout [ExpressionKind]) {
        result.append(kind)
        switch kind {
        case .compare(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .arithmetic(_, let left, let right), .contains(let left, let right):
            left.collect(&result)
            right.collect(&result)
        case .among(let element, let members):
            element.collect(&result)
            for member in members { member.collect(&result) }
        case .not(let inner): inner.collect(&result)
        default: break
        }
    }
}

extension Literal {
    fileprivate var isMoment: Bool {
        switch self {
        case .date, .datetime: true
        default: false
        }
    }
}
