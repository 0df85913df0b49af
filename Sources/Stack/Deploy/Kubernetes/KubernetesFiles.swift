import Blueprint
import Brief

/// `deploy/kubernetes/`: blue and green behind one route whose weights a rollout moves. `kubectl apply -k deploy/kubernetes`.
func kubernetesFiles(_ blueprint: Blueprint) -> [RenderedFile] {
    let brief = blueprint.brief
    let (blue, green) = (Colour("blue", brief, replicas: 2), Colour("green", brief, replicas: 0))
    let files: [(String, String, [JSON])] = [
        ("blue", "Blue: at the beginning it has all the traffic.", blue.objects),
        (
            "green", "Green: starts with no instance; a rollout starts it beside blue and moves the weights.",
            green.objects
        ),
        ("route", routeNote, [httpRoute(brief)]),
        ("network", networkNote, [networkPolicy(brief)]),
        ("state", stateNote, [stateClaim(brief), settings(brief)]),
    ]
    return files.map { name, note, objects in
        RenderedFile(
            "deploy/kubernetes/\(name).yaml",
            note.split(separator: "\n").map { "# \($0)\n" }.joined()
                + objects.map(\.yamlText).joined(separator: "---\n"))
    } + [
        RenderedFile(
            "deploy/kubernetes/kustomization.yaml",
            kustomization(files.map { $0.0 + ".yaml" }, image: brief.api).yamlText)
    ]
}

/// `users-blue`. A slug has 40 characters at most and may end with `-`, which no name of an object may.
func objectName(_ brief: Brief, _ suffix: String? = nil) -> String {
    var stem = brief.api
    while stem.hasSuffix("-") { stem.removeLast() }
    return suffix.map { "\(stem)-\($0)" } ?? stem
}

/// `app.kubernetes.io/name`: what both colours have alike.
func commonLabels(_ brief: Brief) -> JSON {
    ["app.kubernetes.io/name": .string(objectName(brief)), "app.kubernetes.io/managed-by": "kubectl"]
}

private let stateNote = """
    The database lies on one volume that both colours mount. SQLite's log needs them on one node, which ReadWriteOnce and the
    deployments' affinity see to. Secrets are not here: README.md beside this folder's parent says how to make them.
    """

private func stateClaim(_ brief: Brief) -> JSON {
    [
        "apiVersion": "v1", "kind": "PersistentVolumeClaim",
        "metadata": ["name": .string(objectName(brief, "state")), "labels": commonLabels(brief)],
        "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "10Gi"]]],
    ]
}

/// What is no secret. The proxy's addresses are those whose `X-Forwarded-For` is believed.
private func settings(_ brief: Brief) -> JSON {
    var data: [JSON.Member] = [
        .init("ENVIRONMENT", "production"), .init("HOST", "0.0.0.0"), .init("PORT", "8080"),
        .init("STATE_DIR", "/service/state"), .init("TRUSTED_PROXIES", ""),
    ]
    if brief.auth != nil {
        data += [
            .init("SMTP_HOST", "127.0.0.1"), .init("MAIL_FROM", .string("\(brief.api)@example.org")),
            .init("RESET_LINK", "https://example.org/reset?token={token}"),
        ]
    }
    return [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": ["name": .string(objectName(brief, "settings")), "labels": commonLabels(brief)],
        "data": .object(data),
    ]
}

private func kustomization(_ files: [String], image: String) -> JSON {
    [
        "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization",
        "resources": .array(files.map { .string($0) }),
        "images": [["name": .string(image), "newTag": "latest"]],
    ]
}
