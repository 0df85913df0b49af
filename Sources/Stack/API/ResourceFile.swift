import Blueprint
import Brief
import Source

/// `Sources/API/Users/UserResource.swift`: the statements of a resource and what holds for all of its operations.
func resourceFile(_ resource: Resource, _ rendering: Rendering) -> RenderedFile {
    let blueprint = rendering.blueprint
    let names = ResourceNames(resource, blueprint)
    let store = blueprint.store(of: resource.name)
    func statement(_ label: String, _ sql: @escaping (Store) -> String) -> String {
        let text = rendering.piece("String") { $0.store(of: resource.name).map { SwiftText.sql(sql($0)) } ?? "\"\"" }
        return "\(label): \(text)"
    }
    let statements = Layout.call(
        "statements: .init",
        [
            statement("byKey") { $0.byKey.sql }, statement("byID") { $0.byID.sql },
            statement("insert") { $0.insert.sql }, statement("update") { $0.update.sql },
            statement("delete") { $0.delete.sql },
        ], indent: 8)
    var arguments = [
        SwiftText.literal(resource.name), "path: \(SwiftText.literal(blueprint.brief.basePath + resource.path))",
    ]
    if resource.key != "id", let column = store?.table.columns.first(where: { $0.field == resource.key }) {
        arguments.append("keyColumn: \(SwiftText.literal(column.name))")
    }
    let initial = initialValues(resource, blueprint)
    arguments.append(statements)
    if !initial.isEmpty { arguments.append("initial: \(Layout.array(initial, indent: 8, prefix: 10))") }
    arguments += ["get: \(names.rules).\(ResourceNames.allowed("get"))"]
    if let unique = uniqueText(resource, rendering) { arguments.append(unique) }
    if let store { arguments += listsText(store) + referrersText(store) }
    if let parent = parentText(resource, blueprint) { arguments.append(parent) }
    let redacted = resource.fields.filter { $0.isHidden || $0.isWriteonly }.compactMap { field in
        store?.table.columns.first { $0.field == field.name }?.name
    }
    if !redacted.isEmpty { arguments.append("redacted: [\(redacted.map(SwiftText.literal).joined(separator: ", "))]") }
    let declaration = Layout.call(
        "static let resource = Resource<\(names.record)>", arguments, indent: 4)
    let bodies = bodiesText(resource, rendering)
    return RenderedFile(
        names.file("Resource"),
        """
        import GRDB
        import Platform

        /// \(resource.name): its statements, and what its requests may hold.
        enum \(names.type) {
        \(([declaration] + bodies).joined(separator: "\n\n").indented())
        }

        """)
}

/// The defaults of all columns that a request need not fill.
private func initialValues(_ resource: Resource, _ blueprint: Blueprint) -> [String] {
    let columns = blueprint.schema.table(of: resource.name)?.columns ?? []
    return resource.fields.compactMap { field in
        guard let column = columns.first(where: { $0.field == field.name }), field.name != "id" else { return nil }
        let text = BodyText.initial(field)
        if text == nil, !field.isNullable { return nil }
        return "\(SwiftText.literal(column.name)): " + (text.map(databaseValueText) ?? ".null")
    }
}

/// `7.databaseValue`; without parentheses `-1.databaseValue` would be the negative of a value that has none.
func databaseValueText(_ literal: String) -> String {
    (literal.hasPrefix("-") ? "(\(literal))" : literal) + ".databaseValue"
}

private func uniqueText(_ resource: Resource, _ rendering: Rendering) -> String? {
    let text = rendering.piece("[Resource<\(ResourceNames(resource, rendering.blueprint).record)>.Unique]") {
        blueprint in
        let store = blueprint.store(of: resource.name)
        let entries = (store?.unique ?? []).map { check in
            let column = store?.table.columns.first { $0.field == check.field }?.name ?? ""
            return Layout.call(
                ".init",
                [
                    "member: \(SwiftText.literal(check.field))", "column: \(SwiftText.literal(column))",
                    "statement: \(SwiftText.sql(check.statement.sql))",
                ], indent: 16)
        }
        return Layout.array(entries, indent: 8, prefix: 100)
    }
    return text == "[]" ? nil : "unique: " + text
}

private func listsText(_ store: Store) -> [String] {
    if store.elements.isEmpty { return [] }
    let entries = store.elements.map { list in
        Layout.call(
            ".init",
            [
                "member: \(SwiftText.literal(list.field))", "select: \(SwiftText.sql(list.select.sql))",
                "insert: \(SwiftText.sql(list.insert.sql))", "clear: \(SwiftText.sql(list.clear.sql))",
            ], indent: 16)
    }
    return ["lists: " + Layout.array(entries, indent: 8, prefix: 100)]
}

private func referrersText(_ store: Store) -> [String] {
    if store.referrers.isEmpty { return [] }
    let entries = store.referrers.map { referrer in
        let statement = "statement: \(SwiftText.sql(referrer.statement.sql))"
        return referrer.onDelete == .restrict
            ? Layout.call(".restrict", ["name: \(SwiftText.literal(referrer.resource))", statement], indent: 16)
            : Layout.call(".change", [statement], indent: 16)
    }
    return ["referrers: " + Layout.array(entries, indent: 8, prefix: 100)]
}

/// The row above in a nested path: found by its own keys, under its own rules.
private func parentText(_ resource: Resource, _ blueprint: Blueprint) -> String? {
    let parameters = blueprint.endpoints.first { $0.resource == resource.name && $0.kind.isOfResource }?.pathParameters
    guard let parent = parameters?.last(where: { $0.reference != nil }), let reference = parent.reference,
        let above = blueprint.brief.resource(parent.resource),
        let column = blueprint.schema.table(of: resource.name)?.columns.first(where: { $0.field == reference })
    else { return nil }
    let find = ResourceNames(above, blueprint).type + ".resource.find($0, for: $1, on: $2).id.databaseValue"
    let head = "parent: .init(column: \(SwiftText.literal(column.name)))"
    let line = "\(head) { try \(find) }"
    return 8 + line.columns < Layout.width ? line : "\(head) {\n    try \(find)\n}"
}

/// What create and update take.
private func bodiesText(_ resource: Resource, _ rendering: Rendering) -> [String] {
    var bodies = [
        ("createBody", "What a request to make one may hold.", Endpoint.Kind.resource(.create)),
        ("updateBody", "What a merge patch may change.", .resource(.update)),
    ]
    if registersApart(resource.name, rendering.blueprint) {
        bodies.append(("registerBody", "What whoever registers may say.", .account(.register)))
    }
    return bodies.compactMap { name, comment, kind in
        func shape(_ blueprint: Blueprint) -> BodyShape? { bodyShape(kind, of: resource.name, in: blueprint) }
        guard shape(rendering.blueprint) != nil else { return nil }
        let text = rendering.piece("Body") { blueprint in
            guard let shape = shape(blueprint), let resource = blueprint.brief.resource(resource.name) else {
                return "Body([])"
            }
            return BodyText(blueprint: blueprint, resource: resource).text(shape)
        }
        return "/// \(comment)\nstatic let \(name) = \(text)"
    }
}

/// Whether whoever registers may say less than whoever creates an account: what a guard is about is left out.
func registersApart(_ resource: String, _ blueprint: Blueprint) -> Bool {
    guard let create = bodyShape(.resource(.create), of: resource, in: blueprint),
        let register = bodyShape(.account(.register), of: resource, in: blueprint)
    else { return false }
    return create != register
}

/// The body of create or update; of register and of `me`, where only these exist.
private func bodyShape(_ kind: Endpoint.Kind, of resource: String, in blueprint: Blueprint) -> BodyShape? {
    func own(_ kind: Endpoint.Kind) -> BodyShape? {
        blueprint.endpoints.first { $0.resource == resource && $0.kind == kind }?.body
    }
    func registration() -> BodyShape? {
        var body = own(.account(.register))
        body?.members.removeAll { $0.field.name == "password" }
        return body
    }
    if kind == .account(.register) { return registration() }
    if let own = own(kind) { return own }
    switch kind {
    case .resource(.create): return registration()
    default: return blueprint.endpoints.first { $0.resource == resource && $0.kind == .me(.update) }?.body
    }
}

extension Endpoint.Kind {
    var isOfResource: Bool {
        switch self {
        case .resource, .action: true
        case .account, .me: false
        }
    }
}
