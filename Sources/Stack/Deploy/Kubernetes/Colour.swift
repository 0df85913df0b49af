import Blueprint
import Brief

/// One of the two sides of a blue-green release: its deployment, and what belongs to it.
struct Colour {
    let name: String
    let brief: Brief
    /// Instances to begin with; an autoscaler leaves a deployment of none alone.
    let replicas: Int

    init(_ colour: String, _ brief: Brief, replicas: Int) {
        name = objectName(brief, colour)
        self.brief = brief
        self.replicas = replicas
    }

    var objects: [JSON] { [deployment, service, autoscaler, disruptionBudget] }

    /// What tells this side's pods from the other's.
    private var selector: JSON {
        ["app.kubernetes.io/name": .string(objectName(brief)), "app.kubernetes.io/instance": .string(name)]
    }

    private var metadata: JSON { ["name": .string(name), "labels": selector] }

    private var deployment: JSON {
        [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata,
            "spec": [
                "replicas": .int(replicas), "revisionHistoryLimit": .int(3),
                "selector": ["matchLabels": selector],
                // A new pod answers before an old one goes.
                "strategy": [
                    "type": "RollingUpdate", "rollingUpdate": ["maxSurge": .int(1), "maxUnavailable": .int(0)],
                ],
                "template": [
                    "metadata": ["labels": selector], "spec": PodTemplate(brief).spec,
                ],
            ],
        ]
    }

    private var service: JSON {
        [
            "apiVersion": "v1", "kind": "Service", "metadata": metadata,
            "spec": [
                "type": "ClusterIP", "selector": selector,
                "ports": [["name": "http", "port": .int(80), "targetPort": "http", "protocol": "TCP"]],
            ],
        ]
    }

    private var autoscaler: JSON {
        [
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": metadata,
            "spec": [
                "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": .string(name)],
                "minReplicas": .int(2), "maxReplicas": .int(4),
                "metrics": [
                    [
                        "type": "Resource",
                        "resource": [
                            "name": "cpu", "target": ["type": "Utilization", "averageUtilization": .int(70)],
                        ],
                    ]
                ],
                // Requests under way are finished before an instance goes; five minutes keep it from swinging.
                "behavior": ["scaleDown": ["stabilizationWindowSeconds": .int(300)]],
            ],
        ]
    }

    private var disruptionBudget: JSON {
        [
            "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": metadata,
            "spec": ["maxUnavailable": .int(1), "selector": ["matchLabels": selector]],
        ]
    }
}
