import Source

/// Reads `allow`: permissions of operations and actions, and field guards.
struct RuleReader {
    let resource: ResourceReader
    let actions: [String]

    private var problems: Problems { resource.problems }
    private var targets: [String] { Resource.Operation.allCases.map(\.rawValue) + actions }

    func rules() -> (permissions: [Permission], guards: [FieldGuard]) {
        guard let node = resource.section["allow"] else { return ([], []) }
        var permissions: [Permission] = []
        var guards: [FieldGuard] = []
        var granted: [String: String] = [:]
        for entry in problems.entries(node, of: "\"allow\"") {
            guard let scalar = problems.text(entry.value, of: "a rule") else { continue }
            let rule = ExpressionChecker.rule(scalar, resource.schema, Scope(resource: resource.name), problems)
            let parts = entry.key.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 {
                if let fieldGuard = fieldGuard(parts, entry.key, rule) { guards.append(fieldGuard) }
                continue
            }
            for operation in operations(entry.key) {
                if let other = granted.updateValue(entry.key.text, forKey: operation) {
                    problems.report(
                        "duplicate-rule", "\"\(operation)\" is already ruled by \"\(other)\"", at: entry.key,
                        help: "name list, get, update and delete singly")
                } else if let rule {
                    permissions.append(Permission(operation: operation, rule: rule))
                }
            }
        }
        return (permissions, guards)
    }

    private func operations(_ key: YAMLScalar) -> [String] {
        switch key.text {
        case "read": return ["list", "get"]
        case "write": return ["update", "delete"]
        case "clear":
            problems.notSupported("\"clear\"", at: key.range)
            return []
        default:
            if targets.contains(key.text) { return [key.text] }
            problems.unknown("operation", key.text, at: key.range, among: targets + ["read", "write"])
            return []
        }
    }

    private func fieldGuard(_ parts: [String], _ key: YAMLScalar, _ rule: Expression?) -> FieldGuard? {
        guard parts[0] == "create" || parts[0] == "update", let operation = Resource.Operation(rawValue: parts[0])
        else {
            problems.report(
                "unknown-operation", "a field is guarded on create or update, not on \"\(parts[0])\"", at: key,
                help: "update.\(parts[1])")
            return nil
        }
        guard let field = resource.schema.field(parts[1], of: resource.name) else {
            problems.unknown("field", parts[1], at: key.range, among: resource.fieldNames)
            return nil
        }
        if field.isReadonly || field.isHidden || field.reference?.isCaller == true
            || operation == .update && field.isImmutable
        {
            problems.report("guard", "\"\(field.name)\" is never written by a client on \(parts[0])", at: key)
            return nil
        }
        return rule.map { FieldGuard(operation: operation, field: field.name, rule: $0) }
    }
}
