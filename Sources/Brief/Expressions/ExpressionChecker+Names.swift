import Source

extension ExpressionChecker {
    /// Beside a comparison with an enum a word is its value, else a field, else a role.
    func name(_ names: [String], beside hint: ValueType?, _ range: SourceRange) -> Expression? {
        let first = names[0]
        if names.count == 1 {
            if case .enumeration(let values)? = hint, values.contains(first) {
                return Expression(.literal(.enumeration(first)), type: .enumeration(values), range: range)
            }
            if let keyword = keyword(first, range) { return keyword }
            if first == "me" || first == "self" { return nil }
        }
        if first == "me" {
            guard scope.hasCaller, let subject = caller(range) else { return nil }
            return field(Array(names.dropFirst()), of: subject, range).map {
                Expression(.callerField(Array(names.dropFirst())), type: $0, range: range)
            }
        }
        let path = first == "self" ? Array(names.dropFirst()) : names
        if names.count == 1, schema.field(first, of: scope.resource) == nil { return role(first, beside: hint, range) }
        return field(path, of: scope.resource, range).map { Expression(.field(path), type: $0, range: range) }
    }

    private func keyword(_ word: String, _ range: SourceRange) -> Expression? {
        switch word {
        case "me": caller(range).map { Expression(.me, type: .row($0), range: range) }
        case "self": Expression(.row, type: .row(scope.resource), range: range)
        case "now": Expression(.now, type: .datetime, range: range)
        case "anyone": Expression(.anyone, type: .bool, range: range)
        default: nil
        }
    }

    /// The resource of the caller's account.
    private func caller(_ range: SourceRange) -> String? {
        guard scope.hasCaller else {
            problems.report("no-caller", "there is no caller yet where this is evaluated", at: range)
            return nil
        }
        guard let subject = schema.subject else {
            problems.report("no-accounts", "this brief has no accounts", at: range, help: "add \"auth\"")
            return nil
        }
        return subject
    }

    private func role(_ name: String, beside hint: ValueType?, _ range: SourceRange) -> Expression? {
        if schema.roles.contains(name) {
            guard caller(range) != nil else { return nil }
            return Expression(.role(name), type: .bool, range: range)
        }
        if problems.isSilenced(name) { return nil }
        let fields = schema.fields(of: scope.resource).map(\.name)
        if case .enumeration(let values)? = hint {
            problems.report(
                "unknown-value", "\"\(name)\" is neither a value of the enum nor a field", at: range,
                help: Suggestion.help(for: name, among: values))
        } else {
            let similar = Suggestion.help(for: name, among: fields + schema.roles + ["me", "self", "now", "anyone"])
            let help = [hint == .text ? "for a text write \(quoted(name))" : nil, similar].compactMap(\.self)
            problems.report(
                "unknown-name", "\"\(name)\" is neither a field of \(scope.resource) nor a role", at: range,
                help: help.isEmpty ? nil : help.joined(separator: "; "))
        }
        return nil
    }

    /// A text as the brief holds it: of a value that is quotes only, as in `set`, YAML takes the outer ones away.
    private func quoted(_ text: String) -> String { scope.inputs == nil ? "'\(text)'" : "\"'\(text)'\"" }

    /// The type at the end of a path of references.
    private func field(_ path: [String], of resource: String, _ range: SourceRange) -> ValueType? {
        var resource = resource
        for (index, name) in path.enumerated() {
            guard let field = schema.field(name, of: resource) else {
                problems.unknown(
                    "field", name, at: range, among: schema.fields(of: resource).map(\.name))
                return nil
            }
            if scope.hasParameter, field.isHidden || field.isWriteonly {
                problems.report(
                    "unreadable-field", "\"\(name)\" is never answered, and this would tell it", at: range)
                return nil
            }
            if index == path.count - 1 { return field.type.valueType }
            switch field.type {
            case .reference(let target): resource = target
            case .list:
                problems.notSupported("a path through a set", at: range)
                return nil
            default:
                mismatch("\"\(name)\" is \(field.type.valueType.noun), not a reference", range)
                return nil
            }
        }
        return nil
    }

    /// A literal takes the type of the other side where it can.
    func constant(_ literal: Literal, beside hint: ValueType?, _ range: SourceRange) -> Expression? {
        switch (literal, hint) {
        case (.text(let text), .enumeration(let values)):
            guard values.contains(text) else {
                problems.report(
                    "unknown-value", "\"\(text)\" is not a value of the enum", at: range,
                    help: Suggestion.help(for: text, among: values))
                return nil
            }
            return Expression(.literal(.enumeration(text)), type: .enumeration(values), range: range)
        case (.text(let text), .datetime):
            guard let time = Timestamp.utc(text) else {
                mismatch("\"\(text)\" is no time", range, help: "write '2026-11-22T23:54:52Z'")
                return nil
            }
            return Expression(.literal(.datetime(time)), type: .datetime, range: range)
        case (.text(let text), .date):
            guard Timestamp.isDate(text) else {
                mismatch("\"\(text)\" is no date", range, help: "write '2026-11-22'")
                return nil
            }
            return Expression(.literal(.date(text)), type: .date, range: range)
        case (.text(let text), .uuid):
            guard Timestamp.isUUID(text) else {
                mismatch("\"\(text)\" is no uuid", range)
                return nil
            }
            return Expression(.literal(literal), type: .uuid, range: range)
        default: return Expression(.literal(literal), type: literal.valueType, range: range)
        }
    }
}
