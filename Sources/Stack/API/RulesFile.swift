import Blueprint
import Brief
import Source

/// `Sources/API/Users/UserRules.swift`: who may, and when. What the rules say is in the brief; lists carry the same rules
/// as SQL.
func rulesFile(_ resource: Resource, _ rendering: Rendering) -> RenderedFile {
    let names = ResourceNames(resource, rendering.blueprint)
    let type = "Check<\(names.record)>"
    func check(_ name: String, _ comment: String, _ render: @escaping (Brief, Resource, Store) -> String) -> String {
        let text = rendering.piece(type) { blueprint in
            guard let resource = blueprint.brief.resource(resource.name), let store = blueprint.store(of: resource.name)
            else { return ".noOne" }
            return render(blueprint.brief, resource, store)
        }
        return "/// \(comment)\nstatic let \(name): \(type) = \(text)"
    }
    var parts = operations(of: resource, rendering.blueprint).map { operation in
        check(ResourceNames.allowed(operation), "Who may call `\(operation)`.") { brief, resource, store in
            guard let rule = resource.permission(operation) else { return ".noOne" }
            let statement = store.rules.first { $0.operation == operation }?.statement.sql ?? ""
            return checkText(rule, brief, resource, statement)
        }
    }
    parts += resource.actions.filter { $0.when != nil }.map { action in
        check(ResourceNames.possible(action.name), "When `\(action.name)` is possible.") { brief, resource, store in
            guard let rule = resource.actions.first(where: { $0.name == action.name })?.when else { return ".anyone" }
            let statement = store.conditions.first { $0.operation == action.name }?.statement.sql ?? ""
            return checkText(rule, brief, resource, statement)
        }
    }
    parts += [Resource.Operation.create, .update].compactMap { guardsText(resource, $0, names, rendering) }
    return RenderedFile(
        names.file("Rules"),
        """
        import Platform

        /// Who may do what with a \(resource.name), and when.
        enum \(names.rules) {
        \(parts.joined(separator: "\n\n").indented())
        }

        """)
}

/// `get` is always there: it decides which rows exist for a caller.
private func operations(of resource: Resource, _ blueprint: Blueprint) -> [String] {
    let declared = resource.operations.map(\.rawValue) + resource.actions.map(\.name)
    let own =
        blueprint.brief.auth.map { $0.subject == resource.name && $0.me != nil } == true ? ["get", "update"] : ["get"]
    return own.filter { !declared.contains($0) } + declared
}

/// `static let updateGuards: [String: Check<UserRecord>]`: who may write a field.
private func guardsText(
    _ resource: Resource, _ operation: Resource.Operation, _ names: ResourceNames, _ rendering: Rendering
) -> String? {
    let guards = resource.fieldGuards.filter { $0.operation == operation }
    if guards.isEmpty { return nil }
    let type = "[String: Check<\(names.record)>]"
    let text = rendering.piece(type) { blueprint in
        guard let resource = blueprint.brief.resource(resource.name), let store = blueprint.store(of: resource.name)
        else { return "[:]" }
        let entries = resource.fieldGuards.filter { $0.operation == operation }.map { guarded in
            let id = "\(operation.rawValue).\(guarded.field)"
            let statement = store.guards.first { $0.operation == id }?.statement.sql ?? ""
            let check = checkText(guarded.rule, blueprint.brief, resource, statement)
            return "\(SwiftText.literal(guarded.field)): \(check)"
        }
        return entries.isEmpty
            ? "[:]" : "[\n\(entries.map { $0.indented() + (entries.count > 1 ? "," : "") }.joined(separator: "\n"))\n]"
    }
    return
        "/// Who may write a field in `\(operation.rawValue)`.\nstatic let \(operation.rawValue)Guards: \(type) = \(text)"
}

/// A `Check`: of the caller, of the row, or, where the rule looks beyond both, by the database.
func checkText(_ rule: Expression, _ brief: Brief, _ resource: Resource, _ statement: String) -> String {
    if rule.kind == .anyone { return ".anyone" }
    guard RowCheck.canRender(rule) else {
        return ".statement(\n\(SwiftText.sql(statement, stands: true).indented()))"
    }
    let check = RowCheck(brief: brief, resource: resource)
    let condition = check.condition(rule)
    let usesCaller = condition.contains("caller.")
    let head =
        check.usesRow(rule)
        ? ".row { \(usesCaller ? "caller" : "_"), row in" : ".caller { \(usesCaller ? "caller" : "_") in"
    let line = "\(head) \(condition) }"
    return line.count < 70 ? line : "\(head)\n\(check.lines(rule).indented())\n}"
}
