import Blueprint
import Brief
import Source

/// `Sources/API/API.swift`: what the Server and the tests need to know of the service.
func apiFile(_ blueprint: Blueprint) -> RenderedFile {
    let brief = blueprint.brief
    let roles = brief.roles.enumerated().map { "static let \(SwiftText.escaped($1)) = \($0)" }
    var arguments = ["name: \(SwiftText.literal(brief.api))", "version: \(SwiftText.literal(brief.version ?? "v1"))"]
    if brief.auth != nil { arguments.append("accounts: accounts") }
    let soft = softDeleted(blueprint)
    if !soft.isEmpty { arguments.append("softDeleted: \(Layout.array(soft, indent: 8, prefix: 14))") }
    arguments += ["seed: seed", "limits: \(limits(brief))", "latencyObjective: \(brief.slo.p95 / 1000)"]
    // The Server gives accounts to every service that declares them.
    arguments.append(brief.auth == nil ? "endpoints: { _ in endpoints() }" : "endpoints: { $0.map(endpoints) ?? [] }")
    let definition = Layout.call("public static let definition = ServiceDefinition", arguments, indent: 4)
    return RenderedFile(
        "Sources/API/API.swift",
        """
        import Platform

        /// What the service is: its name, its limits, its operations.
        public enum API {
        \(definition.indented())
        }

        /// The roles, lowest first, by their rank.
        enum Role {
        \(roles.joined(separator: "\n").indented())
        }

        """)
}

/// Tables whose rows go for good so many seconds after they were deleted.
private func softDeleted(_ blueprint: Blueprint) -> [String] {
    blueprint.brief.resources.compactMap { resource in
        guard case .soft(let time) = resource.deletion, let table = blueprint.schema.table(of: resource.name) else {
            return nil
        }
        return ".init(table: \(SwiftText.literal(table.name)), retention: \(SwiftText.integer(time.count)))"
    }
}

private func limits(_ brief: Brief) -> String {
    let entries = brief.limits.map { limit in
        let (name, scope): (String, String) =
            switch limit.scope {
            case .signedIn: ("default", ".signedIn")
            case .anonymous: ("anonymous", ".anonymous")
            case .operation(let id): (id, ".operation(\(SwiftText.literal(id)))")
            }
        let subjects = limit.subjects.map { subject in
            switch subject {
            case .ip: ".ip"
            case .user: ".user"
            case .field(let field): ".field(\(SwiftText.literal(field)))"
            }
        }
        return Layout.call(
            ".init",
            [
                SwiftText.literal(name), scope, SwiftText.integer(limit.requests),
                "per: \(SwiftText.integer(limit.window.count))",
                "by: [\(subjects.joined(separator: ", "))]",
            ], indent: 16)
    }
    return Layout.array(entries, indent: 8, prefix: 200)
}

/// `Sources/API/Routes.swift`: every operation; one that is not built yet answers 501.
func routesFile(_ rendering: Rendering) -> RenderedFile {
    let blueprint = rendering.blueprint
    let routes = blueprint.endpoints.map { endpoint in
        guard rendering.implemented.contains(endpoint.id), let resource = blueprint.brief.resource(endpoint.resource)
        else {
            return Layout.call(".stub", endpointArguments(endpoint), indent: 12)
        }
        switch endpoint.kind {
        case .account(let operation): return "AccountEndpoints.\(operation.rawValue)(accounts)"
        case .me(let operation): return "AccountEndpoints.me\(SwiftText.upperFirst(operation.rawValue))"
        case .resource(let operation):
            return ResourceNames(resource, blueprint).type + "." + ResourceNames.endpoint(operation.rawValue)
        case .action(let name): return ResourceNames(resource, blueprint).type + "." + ResourceNames.endpoint(name)
        }
    }
    let parameter = blueprint.brief.auth == nil ? "" : "_ accounts: Accounts"
    return RenderedFile(
        "Sources/API/Routes.swift",
        """
        import HTTPTypes
        import Platform

        extension API {
            /// Every operation of the API.
            static func endpoints(\(parameter)) -> [Endpoint] {
                [
        \(routes.map { ($0 + ",").indented(3) }.joined(separator: "\n"))
                ]
            }
        }

        """)
}
