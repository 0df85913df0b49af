import Blueprint
import Brief

/// A pod: the schema is brought up to date, under a lock, before the server starts.
struct PodTemplate {
    let brief: Brief

    init(_ brief: Brief) { self.brief = brief }

    var spec: JSON {
        [
            "automountServiceAccountToken": .bool(false), "enableServiceLinks": .bool(false),
            // The server's own limit for requests under way is 30 seconds, after 5 in which the proxy learns that it goes.
            "terminationGracePeriodSeconds": .int(40),
            "securityContext": [
                "runAsNonRoot": .bool(true), "runAsUser": .int(10001), "runAsGroup": .int(10001),
                "fsGroup": .int(10001), "fsGroupChangePolicy": "OnRootMismatch",
                "seccompProfile": ["type": "RuntimeDefault"],
            ],
            "affinity": sameNode,
            "initContainers": [container("migrate", ["migrate", "up"], [])],
            "containers": [container("server", ["serve"], serving)],
            "volumes": [
                ["name": "state", "persistentVolumeClaim": ["claimName": .string(objectName(brief, "state"))]],
                ["name": "tmp", "emptyDir": ["sizeLimit": "64Mi"]],
            ],
        ]
    }

    /// All pods of both colours share the database's volume.
    private var sameNode: JSON {
        let selector: JSON = ["matchLabels": ["app.kubernetes.io/name": .string(objectName(brief))]]
        return [
            "podAffinity": [
                "requiredDuringSchedulingIgnoredDuringExecution": [
                    ["topologyKey": "kubernetes.io/hostname", "labelSelector": selector]
                ]
            ]
        ]
    }

    private func container(_ name: String, _ arguments: [JSON], _ more: [JSON.Member]) -> JSON {
        let common: [JSON.Member] = [
            .init("name", .string(name)), .init("image", .string(brief.api)),
            .init("imagePullPolicy", "IfNotPresent"), .init("args", .array(arguments)),
            .init("envFrom", [["configMapRef": ["name": .string(objectName(brief, "settings"))]]]),
            .init("env", .array(secrets.map(secret))),
            .init("resources", resources), .init("securityContext", confined),
            .init(
                "volumeMounts",
                [["name": "state", "mountPath": "/service/state"], ["name": "tmp", "mountPath": "/tmp"]]),
        ]
        return .object(common + more)
    }

    private var serving: [JSON.Member] {
        [
            .init("ports", [["name": "http", "containerPort": .int(8080), "protocol": "TCP"]]),
            .init("startupProbe", probe("/readyz", every: 1, failures: 30)),
            .init("readinessProbe", probe("/readyz", every: 5, failures: 2)),
            .init("livenessProbe", probe("/livez", every: 10, failures: 3)),
            .init("lifecycle", ["preStop": ["exec": ["command": ["sleep", "5"]]]]),
        ]
    }

    private func probe(_ path: String, every seconds: Int, failures: Int) -> JSON {
        [
            "httpGet": ["path": .string(path), "port": "http"], "periodSeconds": .int(seconds),
            "timeoutSeconds": .int(2), "failureThreshold": .int(failures),
        ]
    }

    /// Memory is limited at what the service is proved to stay under; the processor is not: a limit throttles.
    private var resources: JSON {
        ["requests": ["cpu": "250m", "memory": "128Mi"], "limits": ["memory": "512Mi"]]
    }

    private var confined: JSON {
        [
            "allowPrivilegeEscalation": .bool(false), "readOnlyRootFilesystem": .bool(true),
            "capabilities": ["drop": ["ALL"]],
        ]
    }

    private var secrets: [(String, String)] {
        [("SIGNING_SECRET", "signing_secret")] + (brief.auth == nil ? [] : [("TOKEN_KEYS", "token_keys")])
    }

    /// By reference: the value is in the cluster's secret only.
    private func secret(_ variable: String, _ key: String) -> JSON {
        [
            "name": .string(variable),
            "valueFrom": [
                "secretKeyRef": ["name": .string(objectName(brief, "secrets")), "key": .string(key)]
            ],
        ]
    }
}
