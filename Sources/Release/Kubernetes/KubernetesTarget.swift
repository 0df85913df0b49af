import Foundation

/// A cluster, driven through `kubectl`: two deployments behind an HTTPRoute, as `deploy/kubernetes` makes them. A start is a
/// patch of a deployment, a shift is a patch of the route; what came of it is read from the cluster, never assumed.
public struct KubernetesTarget: Target {
    /// How long things have.
    public struct Limits: Sendable {
        /// Until all pods of a start are ready: images are fetched meanwhile.
        public var ready = Duration.seconds(300)
        /// Until the gateway has taken a change of the route.
        public var route = Duration.seconds(30)
        /// Until the requests under way have ended.
        public var drain = Duration.seconds(30)
        /// Until pods are gone; they have 40 s of grace.
        public var stop = Duration.seconds(90)
        /// Between two looks.
        public var interval = Duration.milliseconds(500)

        public init() {}
    }

    let kubectl: Kubectl
    /// The service's, which the objects are named by.
    let name: String
    let images: ImageFolder
    let limits: Limits
    /// Asked of a candidate before it gets traffic.
    private let smokePaths = ["/livez", "/readyz"]

    public init(kubectl: Kubectl, name: String, store: ReleaseStore, limits: Limits = Limits()) {
        self.kubectl = kubectl
        self.name = name
        images = ImageFolder(store: store)
        self.limits = limits
    }

    private static let kinds = "httproutes.gateway.networking.k8s.io,deployments.apps,pods"

    func look() async throws -> ClusterView {
        try ClusterView(
            name: name,
            list: try await kubectl.run(["get", Self.kinds, "-l", "\(ClusterNames.name)=\(name)", "-o", "json"]))
    }

    /// Looks until nothing is missing any more.
    /// - Returns: what is still missing at the end of the time; nil when nothing is.
    func poll(_ limit: Duration, _ missing: (ClusterView) throws -> String?) async throws -> String? {
        let deadline = ContinuousClock.now + limit
        while true {
            guard let what = try missing(try await look()) else { return nil }
            guard ContinuousClock.now < deadline else { return what }
            // The API server could announce changes; asking again needs no connection that stays.
            try await Task.sleep(for: limits.interval)
        }
    }

    /// The gateway is the cluster's own and not started from here; it has to be there.
    public func ensure(_ table: RoutingTable) async throws { _ = try await look().weights() }

    // MARK: - Instances

    /// The pods migrate by themselves before they serve (`initContainers`). Here it is refused what the live version could not
    /// bear, as far as both versions' migrations are known.
    public func migrate(_ candidate: Placement, beside live: Placement?) async throws {
        guard let live else { return }
        let folders = [candidate, live].map { images.folder(of: $0.version) }
        let areKnown = folders.allSatisfy { FileManager.default.fileExists(atPath: $0 + "/Migrations") }
        if areKnown { try ExpandCheck.check(folders[0], beside: folders[1]) }
    }

    /// As many pods as the other side has, since it may have to take all of its traffic.
    public func start(_ placement: Placement) async throws -> Instance {
        let view = try await look()
        let image = try images.image(of: placement.version)
        let start = UUID().uuidString.lowercased()
        let other = try view.deployment(placement.slot.other)
        let server: [String: Any] = [
            "name": ClusterNames.server, "image": image,
            "env": [["name": "APP_VERSION", "value": placement.version.description]],
        ]
        try await patch(
            placement.slot,
            [
                "replicas": max(2, other.replicas),
                "template": [
                    "metadata": ["annotations": [ClusterNames.start: start]],
                    "spec": [
                        "initContainers": [["name": ClusterNames.migrate, "image": image]], "containers": [server],
                    ],
                ],
            ])
        return .deployment(view.object(placement.slot), start: start)
    }

    private func patch(_ slot: Slot, _ specification: [String: Any]) async throws {
        try await kubectl.run([
            "patch", "deployments.apps", "\(name)-\(slot.rawValue)", "--type", "strategic", "-o", "name", "-p",
            try JSONText.of(["spec": specification]),
        ])
    }

    public func awaitReady(_ placement: Placement) async throws {
        guard case .deployment(let deployment, let start) = placement.instance else {
            throw error("the deployment was not started", placement.slot)
        }
        let missing = try await poll(limits.ready) { view in
            let object = try view.deployment(placement.slot)
            guard object.start == start else {
                throw error("somebody else has changed the deployment \(deployment)", placement.slot)
            }
            let pods = view.pods(placement.slot).filter { $0.metadata.annotations?[ClusterNames.start] == start }
            if let pod = pods.first(where: { Self.hopeless.contains($0.waiting?.reason ?? "") }) {
                throw error("version \(placement.version) does not start: \(Self.words(pod))", placement.slot)
            }
            let status = object.status
            let isCurrent = status?.observedGeneration ?? 0 >= object.metadata.generation ?? 0
            let counts = [status?.replicas, status?.updatedReplicas, status?.readyReplicas].map { $0 ?? 0 }
            if isCurrent, counts.allSatisfy({ $0 == object.replicas }) { return nil }
            let waiting = pods.filter { !$0.isReady }.map(Self.words)
            return "\(counts[2]) of \(object.replicas) pods are ready" + waiting.map { "; " + $0 }.joined()
        }
        if let missing {
            throw error("version \(placement.version) was not ready within \(limits.ready): \(missing)", placement.slot)
        }
    }

    /// Reasons of a wait that no waiting mends.
    private static let hopeless: Set<String> = [
        "CrashLoopBackOff", "ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError",
    ]

    private static func words(_ pod: PodObject) -> String {
        let waiting = [pod.waiting?.reason, pod.waiting?.message].compactMap(\.self).joined(separator: ": ")
        return "pod \(pod.metadata.name) \(waiting.isEmpty ? "is not ready" : waiting)"
    }

    public func smoke(_ placement: Placement) async throws {
        let pods = try await look().pods(placement.slot).filter(\.isReady)
        let versions = Set(pods.map { $0.spec.version ?? "none" })
        guard versions == [placement.version.description] else {
            let seen = versions.sorted().joined(separator: " and ")
            throw error(
                "the pods call themselves version \(pods.isEmpty ? "none" : seen), not \(placement.version)",
                placement.slot)
        }
        for path in smokePaths {
            do { _ = try await kubectl.ask("services", "\(name)-\(placement.slot.rawValue):http", path) } catch {
                throw self.error(
                    "version \(placement.version) does not answer GET \(path) with 200: \(Self.words(error))",
                    placement.slot)
            }
        }
    }

    public func isRunning(_ instance: Instance) async throws -> Bool { try await look().runs(instance) }

    public func stop(_ placement: Placement) async throws { try await scaleDown([placement.slot]) }

    public func endAll() async throws {
        try await shift([.blue: 0, .green: 0])
        try await scaleDown(Slot.allCases)
    }

    /// The deployments stay, without pods; an autoscaler leaves them alone then.
    private func scaleDown(_ slots: [Slot]) async throws {
        for slot in slots { try await patch(slot, ["replicas": 0]) }
        let missing = try await poll(limits.stop) { view in
            let left = slots.flatMap(view.allPods).map(\.metadata.name)
            return left.isEmpty ? nil : "the pods \(left.joined(separator: ", ")) have not ended"
        }
        if let missing { throw ReleaseError.cluster("\(missing) within \(limits.stop)") }
    }

    func error(_ why: String, _ slot: Slot) -> ReleaseError {
        .instance(
            why,
            log: "kubectl --context \(kubectl.context) -n \(kubectl.namespace) logs deployment/\(name)-\(slot.rawValue)"
        )
    }

    private static func words(_ error: any Error) -> String { (error as? ReleaseError)?.message ?? "\(error)" }
}
