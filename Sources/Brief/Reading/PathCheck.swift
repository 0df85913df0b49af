import Source

extension Problems {
    /// Reports a path that isn't made of `[a-z0-9-]+` and `{parameters}`.
    func checkPath(_ path: String, at scalar: YAMLScalar, allowsParameters: Bool) -> Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let isGood =
            path.hasPrefix("/") && path.count <= 200 && !segments.isEmpty
            && segments.allSatisfy {
                $0.wholeMatch(of: /[a-z0-9-]+/) != nil || $0.wholeMatch(of: /\{[A-Za-z][A-Za-z0-9]*\}/) != nil
            }
        if !isGood {
            report(
                "path", "\"\(path)\" is no path", at: scalar,
                help: "literal segments of a-z, 0-9 and -, and {parameters}: /articles/{slug}/comments")
        } else if !allowsParameters, path.contains("{") {
            report("path", "this path can't have parameters", at: scalar)
        } else if segments.last?.hasPrefix("{") == true {
            report("path", "a path ends in a literal segment", at: scalar, help: "the key is added to it")
        } else {
            return true
        }
        return false
    }
}

/// Finds paths that collide, and path parameters that lead nowhere.
struct PathCheck {
    let brief: Brief
    let drafts: [ResourceDraft]
    let section: Section?
    let problems: Problems

    /// Paths that every service serves, outside its version.
    private static let reserved: Set<String> = ["docs", "livez", "readyz", "metrics", "openapi"]

    private struct Endpoint {
        var id: String
        var method: String
        var path: String
        var range: SourceRange?

        /// Method and path with nameless parameters: what a request is matched by.
        var shape: String {
            method + " " + path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }.joined(separator: "/")
        }
    }

    func check() {
        var seen: [String: Endpoint] = [:]
        for endpoint in endpoints() {
            if let other = seen[endpoint.shape] {
                problems.report(
                    "path-collision", "\(endpoint.id) and \(other.id) are both \(endpoint.method) \(endpoint.path)",
                    at: endpoint.range, help: "give one another path")
            } else {
                seen[endpoint.shape] = endpoint
            }
            let first = endpoint.path.split(separator: "/").first.map(String.init) ?? ""
            if brief.version == nil, Self.reserved.contains(first) {
                problems.report(
                    "reserved-path", "/\(first) is served by every service", at: endpoint.range,
                    help: "choose another path, or give the API a version")
            }
        }
        for resource in brief.resources { checkParameters(of: resource) }
    }

    private func endpoints() -> [Endpoint] {
        var endpoints: [Endpoint] = []
        let place = section?.key("ops")?.range
        for endpoint in brief.auth?.endpoints ?? [] {
            endpoints.append(
                Endpoint(id: "auth." + endpoint.operation.rawValue, method: "POST", path: endpoint.path, range: place))
        }
        if let me = brief.auth?.me {
            endpoints.append(Endpoint(id: "me.get", method: "GET", path: me, range: place))
            endpoints.append(Endpoint(id: "me.update", method: "PATCH", path: me, range: place))
        }
        for resource in brief.resources {
            let range = draft(resource.name)?.section.key("path")?.range ?? draft(resource.name)?.name.range
            let row = resource.path + "/{\(resource.key)}"
            for operation in resource.operations {
                let (method, path) = Self.route(operation, resource.path, row)
                endpoints.append(
                    Endpoint(id: "\(resource.name).\(operation.rawValue)", method: method, path: path, range: range))
            }
            for action in resource.actions {
                endpoints.append(
                    Endpoint(
                        id: "\(resource.name).\(action.name)", method: "POST", path: row + "/" + action.name,
                        range: range))
            }
        }
        return endpoints
    }

    private static func route(_ operation: Resource.Operation, _ collection: String, _ row: String) -> (String, String)
    {
        switch operation {
        case .list: ("GET", collection)
        case .create: ("POST", collection)
        case .get: ("GET", row)
        case .update: ("PATCH", row)
        case .delete: ("DELETE", row)
        }
    }

    private func draft(_ name: String) -> ResourceDraft? { drafts.first { $0.name.text == name } }

    /// `/articles/{slug}/comments`: there is a resource at /articles with the key slug, and a reference to it.
    private func checkParameters(of resource: Resource) {
        let segments = resource.path.split(separator: "/").map(String.init)
        let range = draft(resource.name)?.section.key("path")?.range
        for (index, segment) in segments.enumerated() where segment.hasPrefix("{") {
            let parentPath = "/" + segments[..<index].joined(separator: "/")
            let key = segment.dropFirst().dropLast()
            guard let parent = brief.resources.first(where: { $0.path == parentPath }) else {
                problems.report("path-parameter", "no resource has the path \(parentPath)", at: range)
                continue
            }
            if parent.key != key {
                problems.report(
                    "path-parameter", "the key of \(parent.name) is \"\(parent.key)\", not \"\(key)\"", at: range,
                    help: "write {\(parent.key)}")
            }
            let isLast = !segments[(index + 1)...].contains { $0.hasPrefix("{") }
            if isLast { checkReference(to: parent, of: resource, at: range) }
        }
    }

    private func checkReference(to parent: Resource, of resource: Resource, at range: SourceRange?) {
        guard let field = resource.fields.first(where: { $0.reference?.target == parent.name }) else {
            problems.report(
                "path-parameter", "\(resource.name) has no reference to \(parent.name)", at: range,
                help: "add a field: -> \(parent.name)")
            return
        }
        if field.isNullable {
            problems.report(
                "path-parameter", "\"\(field.name)\" is never null: the path always names its \(parent.name)",
                at: draft(resource.name)?.fieldRanges[field.name], help: "leave the ? out")
        }
        if field.reference?.isCaller == true {
            problems.report(
                "path-parameter", "\"\(field.name)\" is named by the path, which need not be the caller's",
                at: draft(resource.name)?.fieldRanges[field.name],
                help: "leave \"= me\" out, and say who may: create: \(field.name) = me")
        }
    }
}
