/// What the cluster remembers.
struct ClusterState: Sendable {
    struct Key: Hashable {
        var kind: Kind
        var namespace: String
        var name: String
    }

    var objects: [Key: Value] = [:]
    var pods: [Pod] = []
    var faults = Faults()
    /// Requests a second at the door.
    var rate = 0.0
    /// Seconds since the cluster was made; what happens is worked out when somebody asks.
    var now = 0.0
    /// The backends as the gateway has them: namespace, service, weight.
    var backends: [Backend] = []
    /// Requests that reached a pod of a service.
    var served: [String: Int] = [:]
    /// Requests that nobody answered.
    var lost = 0
    var requests = 0
    private var lastVersion = 0
    private var arrears = 0.0

    struct Backend: Hashable {
        var namespace: String
        var service: String
        var weight: Int
        /// For the turn of the weighted round robin.
        var credit = 0
    }

    private mutating func nextVersion() -> String {
        lastVersion += 1
        return String(lastVersion)
    }

    // MARK: - Objects

    mutating func create(_ kind: Kind, _ namespace: String, _ initial: Value) -> Answer {
        guard let name = initial["metadata"]?["name"]?.string else { return .invalid(kind, "", "name is required") }
        let key = Key(kind: kind, namespace: namespace, name: name)
        guard objects[key] == nil else {
            return .failure(409, "AlreadyExists", "\(kind.resource) \"\(name)\" already exists")
        }
        var object = initial
        object["metadata"]?["namespace"] = .string(namespace)
        object["metadata"]?["uid"] = .string("uid-\(lastVersion)")
        object["metadata"]?["generation"] = 1
        object["metadata"]?["creationTimestamp"] = "2026-01-01T00:00:00Z"
        object["metadata"]?["resourceVersion"] = .string(nextVersion())
        objects[key] = object
        return Answer(object, status: 201)
    }

    /// - Parameter changed: its `resourceVersion`, where it has one, has to be the one that is stored.
    mutating func replace(_ key: Key, _ changed: Value) -> Answer {
        guard let old = objects[key] else { return .notFound(key.kind, key.name) }
        if let version = changed["metadata"]?["resourceVersion"], version != old["metadata"]?["resourceVersion"] {
            return .failure(
                409, "Conflict",
                "Operation cannot be fulfilled on \(key.kind.resource) \"\(key.name)\": the object has been modified; please apply your changes to the latest version and try again"
            )
        }
        if let why = Self.fault(in: changed) { return .invalid(key.kind, key.name, why) }
        var object = changed
        object["status"] = old["status"]
        object["metadata"]?["uid"] = old["metadata"]?["uid"]
        object["metadata"]?["generation"] = old["metadata"]?["generation"]
        object["metadata"]?["resourceVersion"] = old["metadata"]?["resourceVersion"]
        guard object != old else { return Answer(old) }
        object["metadata"]?["resourceVersion"] = .string(nextVersion())
        if object["spec"] != old["spec"] {
            object["metadata"]?["generation"] = .int((old["metadata"]?["generation"]?.int ?? 0) + 1)
        }
        // The answer tells of the change all the same.
        if !(faults.ignoresRoute && key.kind.kind == "HTTPRoute") { objects[key] = object }
        return Answer(object)
    }

    /// What the Gateway API's schema says of weights.
    private static func fault(in object: Value) -> String? {
        for rule in object["spec"]?["rules"]?.array ?? [] {
            for backend in rule["backendRefs"]?.array ?? [] {
                guard let weight = backend["weight"] else { continue }
                guard let number = weight.int, (0...1_000_000).contains(number) else {
                    return "spec.rules.backendRefs.weight: Invalid value"
                }
            }
        }
        return nil
    }

    func list(_ kind: Kind, _ namespace: String, labels: [String: String]) -> [Value] {
        let found =
            kind.kind == "Pod"
            ? pods.map { $0.object(namespace: namespace, now: now) }
            : objects.filter { $0.key.kind == kind && $0.key.namespace == namespace }
                .sorted { $0.key.name < $1.key.name }.map(\.value)
        return found.filter { object in
            labels.allSatisfy { object["metadata"]?["labels"]?[$0.key]?.string == $0.value }
        }
    }

    // MARK: - Controllers

    /// Works out what happened since the last time.
    mutating func advance(to time: Double) {
        arrears += (time - now) * rate
        now = time
        let count = min(Int(arrears), 5_000)
        arrears -= Double(count)
        for _ in 0..<count { takeRequest() }
        for key in objects.keys where key.kind.kind == "Deployment" { control(key) }
        if !faults.gatewayAsleep { for key in objects.keys where key.kind.kind == "HTTPRoute" { route(key) } }
    }

    /// The deployment's controller: new pods first, old ones go when all new ones are ready.
    private mutating func control(_ key: Key) {
        guard let spec = objects[key]?["spec"], let template = spec["template"] else { return }
        pods.removeAll { $0.ending.map { now - $0 > 0.05 } ?? false }
        let wanted = spec["replicas"]?.int ?? 1
        let mine = pods.indices.filter { pods[$0].deployment == key.name && pods[$0].ending == nil }
        let current = mine.filter { pods[$0].template == template }
        for index in current.dropFirst(wanted) { pods[index].ending = now }
        for _ in current.count..<max(current.count, wanted) {
            lastVersion += 1
            pods.append(Pod(name: "\(key.name)-\(lastVersion)", deployment: key.name, template: template, now: now))
        }
        let all = pods.indices.filter {
            pods[$0].deployment == key.name && pods[$0].ending == nil && pods[$0].template == template
        }
        let ready = all.filter { pods[$0].isReady(now) && !faults.neverReady }
        let old = mine.filter { pods[$0].template != template }
        if ready.count == wanted { for index in old { pods[index].ending = now } }
        let status: Value = [
            "observedGeneration": objects[key]?["metadata"]?["generation"] ?? 0,
            "replicas": .int(pods.filter { $0.deployment == key.name && $0.ending == nil }.count),
            "updatedReplicas": .int(all.count), "readyReplicas": .int(ready.count),
        ]
        objects[key]?["status"] = status
    }

    /// The gateway takes the route, and says so.
    private mutating func route(_ key: Key) {
        guard let route = objects[key] else { return }
        let backends = (route["spec"]?["rules"]?.array ?? []).flatMap { $0["backendRefs"]?.array ?? [] }.map {
            Backend(namespace: key.namespace, service: $0["name"]?.string ?? "", weight: $0["weight"]?.int ?? 1)
        }
        if backends.map(\.weight) != self.backends.map(\.weight) { self.backends = backends }
        let conditions = ["Accepted", "ResolvedRefs"].map { type -> Value in
            [
                "type": .string(type), "status": "True", "reason": .string(type), "message": "",
                "observedGeneration": route["metadata"]?["generation"] ?? 0,
            ]
        }
        objects[key]?["status"] = ["parents": [["conditions": .array(conditions)]]]
    }

    /// One request at the door, given to a backend in turn by its weight (smooth weighted round robin).
    private mutating func takeRequest() {
        let total = backends.reduce(0) { $0 + $1.weight }
        for index in backends.indices { backends[index].credit += backends[index].weight }
        guard total > 0, let turn = backends.indices.max(by: { backends[$0].credit < backends[$1].credit }) else {
            lost += 1
            return
        }
        backends[turn].credit -= total
        let ready = podsBehind(backends[turn].service, backends[turn].namespace)
        guard let index = ready.min(by: { pods[$0].requests < pods[$1].requests }) else {
            lost += 1
            return
        }
        served[backends[turn].service, default: 0] += 1
        if !pods[index].take(now) { lost += 1 }
    }

    /// Those that a service selects and that are ready.
    func podsBehind(_ service: String, _ namespace: String) -> [Int] {
        guard let kind = Kind.all.first(where: { $0.kind == "Service" }),
            let selector = objects[Key(kind: kind, namespace: namespace, name: service)]?["spec"]?["selector"]?.object
        else { return [] }
        return pods.indices.filter { index in
            pods[index].isReady(now) && pods[index].ending == nil
                && selector.allSatisfy { pods[index].labels[$0.key] == $0.value }
        }
    }
}
