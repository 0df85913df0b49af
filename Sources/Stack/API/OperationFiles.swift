import Blueprint
import Brief
import Source

/// One file for an operation that is built: its endpoint, and nothing else.
func operationFile(_ endpoint: Endpoint, _ rendering: Rendering) -> RenderedFile? {
    guard let resource = rendering.blueprint.brief.resource(endpoint.resource) else { return nil }
    let names = ResourceNames(resource, rendering.blueprint)
    switch endpoint.kind {
    case .account(let operation): return accountOperationFile(endpoint, operation, names, rendering.blueprint)
    case .me(let operation):
        return file(
            "Sources/API/Account/Me+\(SwiftText.upperFirst(operation.rawValue)).swift", endpoint,
            in: "AccountEndpoints",
            named: "me" + SwiftText.upperFirst(operation.rawValue), rendering,
            call: resourceCall(operation, resource, names, isMe: true))
    case .resource(.list):
        return file(
            names.file(of: "list"), endpoint, in: names.type, named: ResourceNames.endpoint("list"), rendering,
            call: ["list", "call", "listing", "allow: \(names.rules).\(ResourceNames.allowed("list"))"],
            before: "/// The query in parts; a request joins those that it asks for.\nstatic let listing = "
                + rendering.piece("Listing") { blueprint in
                    blueprint.brief.resource(resource.name).map { listingText($0, blueprint) } ?? ""
                })
    case .resource(let operation):
        return file(
            names.file(of: operation.rawValue), endpoint, in: names.type,
            named: ResourceNames.endpoint(operation.rawValue), rendering,
            call: resourceCall(operation, resource, names, isMe: false))
    case .action(let name):
        guard let action = resource.actions.first(where: { $0.name == name }) else { return nil }
        return actionFile(action, endpoint, resource, names, rendering)
    }
}

/// The function of Platform's `Resource`, then its arguments.
private func resourceCall(
    _ operation: Resource.Operation, _ resource: Resource, _ names: ResourceNames, isMe: Bool
) -> [String] {
    let owner = isMe ? names.type + "." : ""
    var call = [operation.rawValue + (isMe ? "Me" : ""), "call"]
    if operation == .get { return call }
    if operation == .create { call.append("\(owner)createBody") }
    if operation == .update { call.append("\(owner)updateBody") }
    call.append("allow: \(names.rules).\(ResourceNames.allowed(operation.rawValue))")
    if resource.fieldGuards.contains(where: { $0.operation == operation }) {
        call.append("guards: \(names.rules).\(operation.rawValue)Guards")
    }
    if operation == .create { call += createArguments(resource, names) }
    if operation != .create, resource.requiresIfMatch { call.append("requiresIfMatch: true") }
    if resource.audited.contains(operation.rawValue) { call.append("isAudited: true") }
    return call
}

private func createArguments(_ resource: Resource, _ names: ResourceNames) -> [String] {
    var arguments: [String] = []
    let own = resource.fields.filter { $0.reference?.isCaller == true }
    if !own.isEmpty {
        let columns = own.map { SwiftText.literal(names.column(of: $0.name)) }
        arguments.append("caller: [\(columns.joined(separator: ", "))]")
    }
    let slugs = resource.fields.compactMap { field -> String? in
        guard case .slug(let source) = field.type else { return nil }
        let column = SwiftText.literal(names.column(of: field.name))
        return "Slug(column: \(column), from: \(SwiftText.literal(names.column(of: source))))"
    }
    if !slugs.isEmpty { arguments.append("slugs: [\(slugs.joined(separator: ", "))]") }
    return arguments
}

private func actionFile(
    _ action: Action, _ endpoint: Endpoint, _ resource: Resource, _ names: ResourceNames, _ rendering: Rendering
) -> RenderedFile {
    var call = ["act", "call"]
    let bound = Set(action.assignments.flatMap(\.value.inputs).map(\.name))
    if endpoint.body != nil {
        let body = rendering.piece("Body") { blueprint in
            let shape = blueprint.endpoint(endpoint.id)?.body
            return shape.map { BodyText(blueprint: blueprint, resource: nil, bound: bound).text($0, refuses: false) }
                ?? "Body([])"
        }
        call.append(body)
    }
    call.append("allow: \(names.rules).\(ResourceNames.allowed(action.name))")
    if action.when != nil { call.append("when: \(names.rules).\(ResourceNames.possible(action.name))") }
    let statement = rendering.blueprint.store(of: resource.name)?.changes.first { $0.action == action.name }?.statement
        .sql
    call.append("statement: \(SwiftText.sql(statement ?? ""))")
    if let keeps = keepsText(action, resource, rendering.blueprint) { call.append("keeps: \(keeps)") }
    if resource.requiresIfMatch { call.append("requiresIfMatch: true") }
    if action.revokesSessions { call.append("revokesSessions: true") }
    if resource.audited.contains(action.name) { call.append("isAudited: true") }
    return file(
        names.file(of: action.name), endpoint, in: names.type,
        named: ResourceNames.endpoint(action.name), rendering, call: call)
}

/// `{ Rule.within($0.stock, 0, 100) }`; nil: it computes nothing that has limits.
private func keepsText(_ action: Action, _ resource: Resource, _ blueprint: Blueprint) -> String? {
    let properties = RecordProperty.all(of: resource, blueprint)
    let tests = action.limited(in: resource).compactMap { field, _ -> String? in
        guard let property = properties.first(where: { $0.field.name == field.name })?.name, let limits = field.limits
        else { return nil }
        var scale = 0
        if case .decimal(_, let digits) = field.type { scale = digits }
        let bounds = [limits.minimum, limits.maximum].map { bound in
            bound.map { SwiftText.integer($0.units(at: scale)) } ?? "nil"
        }
        return Layout.call("Rule.within", ["$0.\(property)"] + bounds, indent: 20)
    }
    if tests.isEmpty { return nil }
    let all = Layout.chain(tests, by: "&&", indent: 12, prefix: "keeps: {  },".count)
    return all.isBroken ? "{\n\(all.indented())\n}" : "{ \(all) }"
}

private func file(
    _ path: String, _ endpoint: Endpoint, in type: String, named name: String, _ rendering: Rendering, call: [String],
    before: String? = nil
) -> RenderedFile {
    let owner = type == "AccountEndpoints" ? ownerOfMe(endpoint, rendering) + ".resource" : "resource"
    let body = Layout.call("try await \(owner).\(call[0])", Array(call.dropFirst()), indent: 8)
    let declaration = """
        /// \(endpoint.method) \(endpoint.path)
        static let \(name) = \(endpointText(endpoint, rendering, "{ call in\n\(body.indented())\n}"))
        """
    return RenderedFile(
        path,
        """
        import HTTPTypes
        import Platform

        extension \(type) {
        \([before, declaration].compactMap { $0 }.joined(separator: "\n\n").indented())
        }

        """)
}

private func ownerOfMe(_ endpoint: Endpoint, _ rendering: Rendering) -> String {
    rendering.blueprint.brief.resource(endpoint.resource).map { ResourceNames($0, rendering.blueprint).type } ?? ""
}

/// `Endpoint("User.get", .get, "/v1/users/{id}") { call in … }`, with what differs from the defaults.
private func endpointText(_ endpoint: Endpoint, _ rendering: Rendering, _ closure: String) -> String {
    var arguments = endpointArguments(endpoint)
    let authentication = rendering.piece("Endpoint.Authentication") { blueprint in
        "." + (blueprint.endpoint(endpoint.id)?.authentication ?? endpoint.authentication).rawValue
    }
    if authentication != ".required" { arguments.append("authentication: \(authentication)") }
    if let body = endpoint.body {
        arguments.append(body.mediaType.contains("merge-patch") ? "body: .mergePatch" : "body: .json")
    }
    if !endpoint.query.isEmpty {
        let names = endpoint.query.map { SwiftText.literal($0.name) }
        arguments.append("query: \(Layout.array(names, indent: 8, prefix: 8))")
    }
    return Layout.call("Endpoint", arguments, closure: closure, indent: 4, prefix: 40)
}

/// Operation id, method and path.
func endpointArguments(_ endpoint: Endpoint) -> [String] {
    [SwiftText.literal(endpoint.id), "." + endpoint.method.lowercased(), SwiftText.literal(endpoint.path)]
}
