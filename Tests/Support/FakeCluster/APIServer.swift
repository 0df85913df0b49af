import Foundation

/// What the API server answers, as far as kubectl asks it for a release.
enum APIServer {
    static func answer(_ request: HTTPListener.Request, _ state: inout ClusterState) -> Answer {
        guard let url = URLComponents(string: request.uri) else { return .noSuchPath }
        let parts = url.path.split(separator: "/").map(String.init)
        switch parts {
        case ["version"]:
            return Answer(["major": "1", "minor": "32", "gitVersion": "v1.32.4", "platform": "linux/amd64"])
        case ["api"]: return Answer(Kind.versions)
        case ["apis"]: return Answer(Kind.groups)
        default: break
        }
        let group = parts.first == "apis" && parts.count > 2 ? parts[1] : ""
        guard parts.first == "apis" || parts.first == "api" else { return .noSuchPath }
        let rest = Array(parts.dropFirst(parts.first == "apis" ? 2 : 1))
        guard let version = rest.first else { return .noSuchPath }
        if rest.count == 1 {
            return Kind.resources(group: group, version: version).map { Answer($0) } ?? .noSuchPath
        }
        // kubectl asks for the namespace of what it does not find.
        if rest == ["v1", "namespaces", FakeCluster.namespace] {
            return Answer([
                "kind": "Namespace", "apiVersion": "v1", "metadata": ["name": .string(FakeCluster.namespace)],
            ])
        }
        guard rest.count > 3, rest[1] == "namespaces", rest[2] == FakeCluster.namespace,
            let kind = Kind.all.first(where: { $0.group == group && $0.version == version && $0.plural == rest[3] })
        else { return .noSuchPath }
        if rest.count == 4 { return collection(kind, rest[2], url, request, &state) }
        let key = ClusterState.Key(kind: kind, namespace: rest[2], name: rest[4])
        if rest.count > 5, rest[5] == "proxy" {
            return proxy(key, "/" + rest.dropFirst(6).joined(separator: "/"), &state)
        }
        return rest.count == 5 ? single(key, request, &state) : .noSuchPath
    }

    private static func collection(
        _ kind: Kind, _ namespace: String, _ url: URLComponents, _ request: HTTPListener.Request,
        _ state: inout ClusterState
    ) -> Answer {
        switch request.method {
        case "GET":
            let selector = url.queryItems?.first { $0.name == "labelSelector" }?.value ?? ""
            let labels = selector.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
            let wanted = Dictionary(uniqueKeysWithValues: labels.filter { $0.count == 2 }.map { ($0[0], $0[1]) })
            return Answer([
                "kind": .string(kind.kind + "List"), "apiVersion": .string(kind.apiVersion),
                "metadata": ["resourceVersion": "1"],
                "items": .array(state.list(kind, namespace, labels: wanted)),
            ])
        case "POST":
            guard let object = Value(request.body) else { return .failure(400, "BadRequest", "no JSON") }
            return state.create(kind, namespace, object)
        default:
            return .failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
        }
    }

    private static func single(
        _ key: ClusterState.Key, _ request: HTTPListener.Request, _ state: inout ClusterState
    ) -> Answer {
        if key.kind.kind == "Pod" { return pod(key, request, &state) }
        guard let object = state.objects[key] else { return .notFound(key.kind, key.name) }
        switch request.method {
        case "GET": return Answer(object)
        case "PUT": return Value(request.body).map { state.replace(key, $0) } ?? .failure(400, "BadRequest", "no JSON")
        case "PATCH": return patch(key, object, request, &state)
        case "DELETE":
            state.objects[key] = nil
            return Answer(["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"])
        default:
            return .failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
        }
    }

    private static func patch(
        _ key: ClusterState.Key, _ object: Value, _ request: HTTPListener.Request, _ state: inout ClusterState
    ) -> Answer {
        guard let patch = Value(request.body) else { return .failure(400, "BadRequest", "no JSON") }
        switch request.contentType {
        case "application/merge-patch+json": return state.replace(key, Patch.merge(patch, into: object))
        case "application/strategic-merge-patch+json" where key.kind.isBuiltIn:
            return state.replace(key, Patch.merge(patch, into: object, byName: true))
        case "application/json-patch+json":
            guard let changed = try? Patch.apply(patch.array, to: object) else {
                return .failure(422, "Invalid", "the server rejected our request due to an error in our request")
            }
            return state.replace(key, changed)
        default:
            return .failure(
                415, "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json"
            )
        }
    }

    /// Pods are made by their deployment; they are read, and killed.
    private static func pod(
        _ key: ClusterState.Key, _ request: HTTPListener.Request, _ state: inout ClusterState
    ) -> Answer {
        guard let index = state.pods.firstIndex(where: { $0.name == key.name }) else {
            return .notFound(key.kind, key.name)
        }
        let object = state.pods[index].object(namespace: key.namespace, now: state.now)
        switch request.method {
        case "GET": return Answer(object)
        case "DELETE":
            state.pods.remove(at: index)
            return Answer(object)
        default:
            return .failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
        }
    }

    /// `pods/NAME/proxy/PATH`, `services/NAME:http/proxy/PATH`
    private static func proxy(_ key: ClusterState.Key, _ path: String, _ state: inout ClusterState) -> Answer {
        let name = String(key.name.prefix { $0 != ":" })
        let port = key.name.dropFirst(name.count + 1)
        let index: Int?
        if key.kind.kind == "Service" {
            index = port == "http" ? state.podsBehind(name, key.namespace).first : nil
        } else {
            index = port.isEmpty ? state.pods.firstIndex { $0.name == name } : nil
        }
        guard let index else {
            return .failure(503, "ServiceUnavailable", "no endpoints available for service \"\(key.name)\"")
        }
        return state.pods[index].answer(path, state.now, underWay: state.faults.underWay) ?? .noSuchPath
    }
}
