import Brief
import Source

extension Blueprint {
    /// The OpenAPI 3.1 document as a value; ``openAPITexts`` are its two files.
    public var openAPI: JSON { OpenAPI(self).document() }
}

/// The OpenAPI 3.1 document as text.
public struct OpenAPITexts: Sendable {
    public let yaml: String
    public let json: String

    init(_ document: JSON) {
        let texts = [true, false].concurrentMap { $0 ? document.yamlText : document.jsonText }
        (yaml, json) = (texts[0], texts[1])
    }
}

/// Writes the OpenAPI 3.1 document of a blueprint: every operation, parameter, body, header and answer.
struct OpenAPI {
    let blueprint: Blueprint
    let model: Model
    let samples: Samples
    /// Names of component schemas: resources keep theirs, the others give way.
    let names: SchemaNames

    init(_ blueprint: Blueprint) {
        self.blueprint = blueprint
        model = Model(blueprint.brief)
        samples = Samples(model)
        names = SchemaNames(blueprint.brief)
    }

    func document() -> JSON {
        let brief = blueprint.brief
        var info: [JSON.Member] = [
            .init("title", .string(brief.title)), .init("version", .string(brief.version ?? "1")),
        ]
        if let text = brief.description { info.append(.init("description", .string(text))) }
        var members: [JSON.Member] = [
            .init("openapi", "3.1.0"), .init("info", .object(info)), .init("servers", [["url": "/"]]),
            .init("tags", .array(tags.map { ["name": .string($0)] })), .init("paths", paths()),
        ]
        members.append(.init("components", components()))
        return .object(members)
    }

    private var tags: [String] {
        blueprint.endpoints.map(tag).reduce(into: (seen: Set<String>(), list: [String]())) { state, tag in
            if state.seen.insert(tag).inserted { state.list.append(tag) }
        }.list
    }

    func tag(_ endpoint: Endpoint) -> String {
        switch endpoint.kind {
        case .account, .me: "Accounts"
        default: endpoint.resource
        }
    }

    /// Paths in the order of their first operation, methods in that of the endpoints.
    private func paths() -> JSON {
        var order: [String] = []
        var items: [String: [JSON.Member]] = [:]
        for endpoint in blueprint.endpoints {
            if items[endpoint.path] == nil { order.append(endpoint.path) }
            items[endpoint.path, default: []].append(.init(endpoint.method.lowercased(), operation(endpoint)))
        }
        return .object(order.map { .init($0, .object(items[$0] ?? [])) })
    }

    private func components() -> JSON {
        var members: [JSON.Member] = [
            .init("schemas", .object(schemas())), .init("responses", .object(sharedAnswers())),
            .init("headers", .object(sharedHeaders())),
        ]
        if blueprint.brief.auth != nil {
            members.append(
                .init(
                    "securitySchemes", ["bearer": ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]]))
        }
        return .object(members)
    }
}

/// Names of component schemas, unique without regard to case.
struct SchemaNames {
    let problem: String
    let session: String
    /// By resource and suffix: `UserPage`, `UserUpdate`.
    private var derived: [String: String] = [:]

    init(_ brief: Brief) {
        var names = Names(reserved: brief.resources.map(\.name))
        problem = names.claim("Problem")
        session = names.claim("Session")
        for operation in Auth.Operation.allCases {
            derived["auth." + operation.rawValue] = names.claim("Auth" + operation.rawValue.capitalized)
        }
        for resource in brief.resources {
            for suffix in ["Page", "Create", "Update"] {
                derived[resource.name + "." + suffix] = names.claim(resource.name + suffix)
            }
            for action in resource.actions {
                let name = action.name.prefix(1).uppercased() + action.name.dropFirst()
                derived["\(resource.name).\(action.name)"] = names.claim(resource.name + name)
            }
        }
    }

    subscript(key: String) -> String { derived[key] ?? key }
}

extension String {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension JSON {
    static func reference(_ kind: String, _ name: String) -> JSON {
        ["$ref": .string("#/components/\(kind)/\(name)")]
    }
}
