import Source

extension ResourceReader {
    func actions() -> [Action] {
        guard let node = section["actions"] else { return [] }
        var taken = Dictionary(
            uniqueKeysWithValues: (Resource.Operation.allCases.map(\.rawValue) + ["read", "write", "clear"]).map {
                ($0, $0)
            })
        return problems.entries(node, of: "\"actions\"").compactMap { entry in
            guard problems.checkName(entry.key, "action", taken: &taken) else { return nil }
            return action(entry)
        }
    }

    private func action(_ entry: YAMLEntry) -> Action? {
        var action = Action(name: entry.key.text)
        if entry.value.isNull { return action }
        guard
            let section = Section(
                entry.value, of: "action \"\(action.name)\"", keys: ["when", "input", "set", "then"],
                notYet: ["code", "examples"], problems)
        else { return nil }
        action.when = section.text("when").flatMap {
            ExpressionChecker.rule($0, schema, Scope(resource: name), problems)
        }
        if let input = section["input"] {
            action.input = ResourceDraft.fields(input, "\"input\"", problems).filter { isInput($0, section) }
        }
        if let set = section["set"] {
            action.assignments = problems.entries(set, of: "\"set\"").compactMap { assignment($0, action.input) }
        }
        if let then = section["then"] { action.revokesSessions = revokesSessions(then) }
        return action
    }

    private func isInput(_ field: Field, _ section: Section) -> Bool {
        if field.isReadonly || field.isHidden || field.isUnique || field.isImmutable
            || field.blankIsNull || field.reference?.isCaller == true
        {
            problems.report(
                "modifier", "the input \"\(field.name)\" can only have a range, a pattern, a default and a ?",
                at: section.key("input")?.range)
        }
        guard let target = field.reference?.target, !schema.resources.contains(target) else { return true }
        problems.unknown("resource", target, at: section.key("input")?.range ?? section.range, among: schema.resources)
        return false
    }

    private func assignment(_ entry: YAMLEntry, _ inputs: [Field]) -> Action.Assignment? {
        guard let field = field(entry.key) else { return nil }
        if ["id", "createdAt", "updatedAt"].contains(field.name) || field.reference?.isCaller == true {
            problems.report("assignment", "\"\(field.name)\" can't be set by an action", at: entry.key)
            return nil
        }
        if case .list = field.type {
            problems.notSupported("setting a list in an action", at: entry.key.range)
            return nil
        }
        if entry.value.isNull { return assignNull(to: field, at: entry) }
        guard let scalar = problems.text(entry.value, of: "\"\(field.name)\""),
            let syntax = ExpressionParser.parse(scalar, problems),
            let value = ExpressionChecker(schema, Scope(resource: name, inputs: inputs), problems)
                .check(syntax, beside: field.type.valueType)
        else { return nil }
        guard value.type.isComparable(with: field.type.valueType), value.type != .null || field.isNullable,
            !(value.type == .decimal && field.type == .int)
        else {
            problems.report(
                "type-mismatch",
                "\(value.type.noun) can't be put into \"\(field.name)\", which is \(field.type.valueType.noun)",
                at: scalar)
            return nil
        }
        if !field.isNullable, value.type != .null, schema.mayBeNull(value, of: name) {
            problems.report(
                "type-mismatch", "this may be null, and \"\(field.name)\" can't", at: scalar,
                help: "write ? behind the type of \"\(field.name)\"")
            return nil
        }
        check(value, fits: field, at: scalar)
        return Action.Assignment(field: field.name, value: value)
    }

    /// What is put into a field must be what it may hold; computed numbers are looked at when they are computed.
    private func check(_ value: Expression, fits field: Field, at scalar: YAMLScalar) {
        if field.isUnique {
            problems.report(
                "assignment", "\"\(field.name)\" is unique: an action could give it to two rows", at: scalar)
        }
        let bounds = field.limits ?? field.bounds
        let source: Field
        switch value.kind {
        case .literal(let literal):
            if bounds?.allow(literal) == false {
                problems.report("range", "this value is outside the range of \"\(field.name)\"", at: scalar)
            }
            if field.type == .json || field.type.isSlug {
                problems.report("assignment", "\"\(field.name)\" can't be set to a text", at: scalar)
            }
            return
        case .input(let input): source = input
        case .field(let path):
            guard field.limits == nil, let last = schema.field(at: path, of: name) else { return }
            source = last
        default: return
        }
        let hasForm = [.email, .url, .json].contains(field.type) || field.type.isSlug
        if hasForm && source.type != field.type || source.type == .json && field.type != .json
            || bounds.map({ !$0.hold(source.limits ?? source.bounds) }) == true
            || field.pattern != nil && field.pattern != source.pattern
        {
            problems.report(
                "range", "\"\(source.name)\" may be what \"\(field.name)\" can't", at: scalar,
                help: "give it the type, the range and the pattern of \"\(field.name)\"")
        }
    }

    private func assignNull(to field: Field, at entry: YAMLEntry) -> Action.Assignment? {
        guard field.isNullable, entry.value.scalar?.text.isEmpty == false else {
            problems.report("type-mismatch", "\"\(field.name)\" can't be null", at: entry.key)
            return nil
        }
        return Action.Assignment(
            field: field.name, value: Expression(.literal(.null), type: .null, range: entry.value.range))
    }

    private func revokesSessions(_ node: YAMLNode) -> Bool {
        var revokes = false
        for scalar in problems.texts(node, of: "\"then\"") {
            if scalar.text == "emit" || scalar.text.hasPrefix("emit ") {
                problems.notSupported("\"emit\"", at: scalar.range)
            } else if scalar.text != "revoke sessions" {
                problems.unknown("effect", scalar.text, at: scalar.range, among: ["revoke sessions"])
            } else if name != schema.subject {
                problems.report("no-accounts", "only accounts have sessions, and \(name) is none", at: scalar)
            } else {
                revokes = true
            }
        }
        return revokes
    }
}
