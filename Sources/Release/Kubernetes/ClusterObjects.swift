/// Objects of Kubernetes as far as a release reads them. What is empty is left out there.
struct ClusterList: Decodable { var items: [ClusterObject] }

enum ClusterObject: Decodable {
    case route(RouteObject)
    case deployment(DeploymentObject)
    case pod(PodObject)
    case other

    private enum Keys: String, CodingKey { case kind }

    init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .kind) {
        case "HTTPRoute": self = .route(try RouteObject(from: decoder))
        case "Deployment": self = .deployment(try DeploymentObject(from: decoder))
        case "Pod": self = .pod(try PodObject(from: decoder))
        default: self = .other
        }
    }
}

struct ObjectMetadata: Decodable {
    var name: String
    /// Rises with each change of the specification.
    var generation: Int?
    var labels: [String: String]?
    var annotations: [String: String]?
    var deletionTimestamp: String?
}

/// <https://gateway-api.sigs.k8s.io/reference/spec/#httproute>
struct RouteObject: Decodable {
    struct Specification: Decodable { var rules: [Rule]? }
    struct Rule: Decodable { var backendRefs: [Backend]? }
    struct Backend: Decodable {
        var name: String
        /// 1 where none is told.
        var weight: Int?
    }
    struct Status: Decodable { var parents: [Parent]? }
    /// What one gateway made of the route.
    struct Parent: Decodable { var conditions: [Condition]? }

    var metadata: ObjectMetadata
    var spec: Specification
    var status: Status?
}

struct Condition: Decodable {
    var type: String
    var status: String
    var observedGeneration: Int?
    var reason: String?
    var message: String?
}

struct DeploymentObject: Decodable {
    struct Specification: Decodable {
        var replicas: Int?
        var template: Template
    }
    struct Template: Decodable {
        var metadata: TemplateMetadata?
        var spec: PodObject.Specification
    }
    struct TemplateMetadata: Decodable { var annotations: [String: String]? }
    struct Status: Decodable {
        var observedGeneration: Int?
        var replicas: Int?
        var updatedReplicas: Int?
        var readyReplicas: Int?
    }

    var metadata: ObjectMetadata
    var spec: Specification
    var status: Status?

    var replicas: Int { spec.replicas ?? 1 }
    /// Which start of it this is; empty where others started it.
    var start: String { spec.template.metadata?.annotations?[ClusterNames.start] ?? "" }
}

struct PodObject: Decodable {
    struct Specification: Decodable { var containers: [Container] }
    struct Container: Decodable {
        struct Variable: Decodable {
            var name: String
            var value: String?
        }
        var name: String
        var image: String
        var env: [Variable]?
    }
    struct Status: Decodable {
        var phase: String?
        var initContainerStatuses: [ContainerStatus]?
        var containerStatuses: [ContainerStatus]?
    }
    struct ContainerStatus: Decodable {
        struct State: Decodable { var waiting: Waiting? }
        struct Waiting: Decodable {
            var reason: String?
            var message: String?
        }
        var name: String
        var ready: Bool
        var restartCount: Int
        /// Whether its startup probe has passed.
        var started: Bool?
        var state: State?
    }

    var metadata: ObjectMetadata
    var spec: Specification
    var status: Status?

    private var server: ContainerStatus? {
        status?.containerStatuses?.first { $0.name == ClusterNames.server }
    }
    var isReady: Bool { server?.ready ?? false }
    var isStarted: Bool { server?.started ?? false }
    var restarts: Int { server?.restartCount ?? 0 }
    /// It ends; it gets no new request.
    var isEnding: Bool { metadata.deletionTimestamp != nil }
    /// It has ended and stays in the list.
    var isOver: Bool { status?.phase == "Failed" || status?.phase == "Succeeded" }

    /// Why it does not start, in the words of the node.
    var waiting: PodObject.ContainerStatus.Waiting? {
        ((status?.initContainerStatuses ?? []) + (status?.containerStatuses ?? [])).lazy
            .compactMap { $0.state?.waiting }.first { $0.reason != "PodInitializing" }
    }
}

extension PodObject.Specification {
    private var server: PodObject.Container? { containers.first { $0.name == ClusterNames.server } }
    var image: String? { server?.image }

    /// That of the server's image; where the server is told another, both are named.
    var version: String? {
        guard let server, let version = ImageReference.version(of: server.image) else { return nil }
        let told = server.env?.first { $0.name == "APP_VERSION" }?.value ?? version
        return told == version ? version : "\(told) (in an image of \(version))"
    }
}

/// The names in the rendered manifests (`Sources/Stack/Deploy/Kubernetes`).
enum ClusterNames {
    static let server = "server"
    static let migrate = "migrate"
    static let name = "app.kubernetes.io/name"
    static let instance = "app.kubernetes.io/instance"
    /// An annotation of the pods, ours.
    static let start = "fivegate/start"
}
