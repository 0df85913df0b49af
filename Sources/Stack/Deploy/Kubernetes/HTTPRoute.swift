import Blueprint
import Brief

let routeNote = """
    Gateway API: weights live here and nowhere else. A rollout raises green's before it lowers blue's, and reads both back.
    The gateway and the host name are yours to set.
    """

/// The front door's way to blue and green. What only operators see (`/metrics`, `/readyz`) does not pass it.
func httpRoute(_ brief: Brief) -> JSON {
    let backends: JSON = [backend(brief, "blue", weight: 100), backend(brief, "green", weight: 0)]
    let documents = [match("/docs"), match("/openapi.yaml", "Exact"), match("/openapi.json", "Exact")]
    let rules: [JSON]
    if brief.version != nil {
        rules = [["matches": .array([match(brief.basePath)] + documents), "backendRefs": backends]]
    } else {
        // The API begins at the root: an exact match goes before it, to no backend at all.
        let inside = ["/metrics", "/readyz", "/livez"].map { match($0, "Exact") }
        rules = [["matches": .array(inside)], ["matches": [match("/")], "backendRefs": backends]]
    }
    return [
        "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
        "metadata": ["name": .string(objectName(brief)), "labels": commonLabels(brief)],
        "spec": [
            "parentRefs": [["name": "public", "namespace": "gateway-system"]],
            "hostnames": [.string("\(objectName(brief)).example.org")],
            "rules": .array(rules),
        ],
    ]
}

private func backend(_ brief: Brief, _ colour: String, weight: Int) -> JSON {
    [
        "kind": "Service", "name": .string(objectName(brief, colour)), "port": .int(80), "weight": .int(weight),
    ]
}

private func match(_ path: String, _ type: String = "PathPrefix") -> JSON {
    ["path": ["type": .string(type), "value": .string(path)]]
}

let networkNote = """
    In: from the gateway, and from Prometheus. Out: names only; the service calls nobody (its mail relay is in its own pod).
    The two namespaces' names are yours to set.
    """

func networkPolicy(_ brief: Brief) -> JSON {
    let from = ["gateway-system", "monitoring"].map { namespace -> JSON in
        ["namespaceSelector": ["matchLabels": ["kubernetes.io/metadata.name": .string(namespace)]]]
    }
    let names = ["UDP", "TCP"].map { ["protocol": .string($0), "port": .int(53)] as JSON }
    return [
        "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
        "metadata": ["name": .string(objectName(brief)), "labels": commonLabels(brief)],
        "spec": [
            "podSelector": ["matchLabels": ["app.kubernetes.io/name": .string(objectName(brief))]],
            "policyTypes": ["Ingress", "Egress"],
            "ingress": [["from": .array(from), "ports": [["protocol": "TCP", "port": .int(8080)]]]],
            "egress": [["ports": .array(names)]],
        ],
    ]
}
