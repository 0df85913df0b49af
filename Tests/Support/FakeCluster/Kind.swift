/// A kind of objects that the server knows, and how it tells of them.
struct Kind: Hashable {
    var group: String
    var version: String
    var plural: String
    var kind: String
    /// Whether it comes with Kubernetes; others take no strategic merge patch.
    var isBuiltIn = true

    static let all = [
        Kind(group: "", version: "v1", plural: "pods", kind: "Pod"),
        Kind(group: "", version: "v1", plural: "services", kind: "Service"),
        Kind(group: "", version: "v1", plural: "configmaps", kind: "ConfigMap"),
        Kind(group: "", version: "v1", plural: "persistentvolumeclaims", kind: "PersistentVolumeClaim"),
        Kind(group: "apps", version: "v1", plural: "deployments", kind: "Deployment"),
        Kind(group: "autoscaling", version: "v2", plural: "horizontalpodautoscalers", kind: "HorizontalPodAutoscaler"),
        Kind(group: "policy", version: "v1", plural: "poddisruptionbudgets", kind: "PodDisruptionBudget"),
        Kind(group: "networking.k8s.io", version: "v1", plural: "networkpolicies", kind: "NetworkPolicy"),
        Kind(
            group: "gateway.networking.k8s.io", version: "v1", plural: "httproutes", kind: "HTTPRoute",
            isBuiltIn: false),
    ]

    var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    /// `deployments.apps`, as it is called in messages.
    var resource: String { group.isEmpty ? plural : "\(plural).\(group)" }

    // MARK: - Discovery

    static let versions: Value = ["kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []]

    static var groups: Value {
        let names = all.map(\.group).filter { !$0.isEmpty }
        let groups = Set(names).sorted().map { group -> Value in
            let version: Value = [
                "groupVersion": .string("\(group)/\(all.first { $0.group == group }?.version ?? "")"),
                "version": .string(all.first { $0.group == group }?.version ?? ""),
            ]
            return ["name": .string(group), "versions": [version], "preferredVersion": version]
        }
        return ["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups)]
    }

    /// Nil: there is no such group.
    static func resources(group: String, version: String) -> Value? {
        let kinds = all.filter { $0.group == group && $0.version == version }
        guard let first = kinds.first else { return nil }
        let verbs: Value = ["create", "delete", "get", "list", "patch", "update"]
        let resources = kinds.map { kind -> Value in
            [
                "name": .string(kind.plural), "singularName": .string(kind.kind.lowercased()), "namespaced": true,
                "kind": .string(kind.kind), "verbs": verbs,
            ]
        }
        return [
            "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(first.apiVersion),
            "resources": .array(resources),
        ]
    }
}
