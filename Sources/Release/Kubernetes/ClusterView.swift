import Foundation

/// A release's objects as they were at one moment. Pure.
struct ClusterView {
    /// The service's.
    let name: String
    let route: RouteObject
    private let deployments: [String: DeploymentObject]
    private let pods: [PodObject]

    /// - Parameter list: what `kubectl get` answers, in JSON.
    /// - Throws: `release/cluster` when the route is missing.
    init(name: String, list: Data) throws {
        self.name = name
        var route: RouteObject?
        var deployments: [String: DeploymentObject] = [:]
        var pods: [PodObject] = []
        for object in try JSONDecoder().decode(ClusterList.self, from: list).items {
            switch object {
            case .route(let object) where object.metadata.name == name: route = object
            case .deployment(let object): deployments[object.metadata.name] = object
            case .pod(let object) where !object.isOver: pods.append(object)
            case .route, .pod, .other: break
            }
        }
        guard let route else {
            throw ReleaseError.cluster(
                "there is no HTTPRoute \(name)", next: "make the objects with: kubectl apply -k deploy/kubernetes")
        }
        self.route = route
        self.deployments = deployments
        self.pods = pods
    }

    /// `users-green`
    func object(_ slot: Slot) -> String { "\(name)-\(slot.rawValue)" }

    func deployment(_ slot: Slot) throws -> DeploymentObject {
        guard let deployment = deployments[object(slot)] else {
            throw ReleaseError.cluster(
                "there is no deployment \(object(slot))",
                next: "make the objects with: kubectl apply -k deploy/kubernetes")
        }
        return deployment
    }

    /// Those of a slot, the ones that end among them.
    func allPods(_ slot: Slot) -> [PodObject] {
        pods.filter { $0.metadata.labels?[ClusterNames.instance] == object(slot) }
    }

    /// Those that get requests, or soon will.
    func pods(_ slot: Slot) -> [PodObject] { allPods(slot).filter { !$0.isEnding } }

    func runs(_ instance: Instance) -> Bool {
        guard case .deployment(let name, let start) = instance, let deployment = deployments[name] else { return false }
        return deployment.start == start && deployment.replicas > 0
    }

    // MARK: - The route

    /// Where a slot stands in the rules.
    private func places(of slot: Slot) -> [(rule: Int, backend: Int, weight: Int)] {
        (route.spec.rules ?? []).enumerated().flatMap { rule, content in
            (content.backendRefs ?? []).enumerated().filter { $1.name == object(slot) }
                .map { (rule, $0, $1.weight ?? 1) }
        }
    }

    /// As they are written in the route.
    func weights() throws -> [Slot: Int] {
        var weights: [Slot: Int] = [:]
        for slot in Slot.allCases {
            let found = Set(places(of: slot).map(\.weight))
            guard found.count == 1 else {
                let what = found.isEmpty ? "does not lead to" : "has different weights in its rules for"
                throw ReleaseError.cluster("the HTTPRoute \(name) \(what) the service \(object(slot))")
            }
            weights[slot] = found.first
        }
        return weights
    }

    /// A JSON Patch (RFC 6902) of the route: it holds only where each slot is still found at its place.
    func patch(_ weights: [Slot: Int]) throws -> String {
        var operations: [[String: Any]] = []
        for (slot, weight) in weights.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let places = places(of: slot)
            guard !places.isEmpty else {
                throw ReleaseError.cluster("the HTTPRoute \(name) does not lead to the service \(object(slot))")
            }
            for place in places {
                let path = "/spec/rules/\(place.rule)/backendRefs/\(place.backend)"
                operations.append(["op": "test", "path": path + "/name", "value": object(slot)])
                operations.append(["op": "add", "path": path + "/weight", "value": weight])
            }
        }
        return try JSONText.of(operations)
    }

    /// Why the weights that are written are not, or not yet, those of the gateways; nil when they are.
    var routeProblem: String? {
        let parents = route.status?.parents ?? []
        guard !parents.isEmpty else { return "no gateway has taken the HTTPRoute \(name)" }
        for parent in parents {
            for type in ["Accepted", "ResolvedRefs"] {
                guard let condition = parent.conditions?.first(where: { $0.type == type }) else {
                    return "a gateway does not tell whether the HTTPRoute \(name) is \(type)"
                }
                guard condition.observedGeneration ?? 0 >= route.metadata.generation ?? 0 else {
                    return "a gateway has not yet taken the last change of the HTTPRoute \(name)"
                }
                guard condition.status == "True" else {
                    return "a gateway refuses the HTTPRoute \(name): \(condition.message ?? condition.reason ?? type)"
                }
            }
        }
        return nil
    }
}

enum JSONText {
    static func of(_ value: Any) throws -> String {
        String(
            decoding: try JSONSerialization.data(
                withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
    }
}
