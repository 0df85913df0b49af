/// A pod that serves, or plays it. What it does wrong is in its image's tag: `users:2-slow`.
struct Pod: Sendable {
    static let bounds = [0.005, 0.05, 0.25, 0.5, 1]

    let name: String
    let deployment: String
    /// As the deployment had it when the pod was made.
    let template: Value
    /// Seconds.
    let born: Double
    /// When its server started, also again.
    var started: Double
    /// When it began to end.
    var ending: Double?
    var restarts = 0
    private(set) var requests = 0
    private(set) var errors = 0
    private var buckets = [Int](repeating: 0, count: Self.bounds.count + 1)

    init(name: String, deployment: String, template: Value, now: Double) {
        self.name = name
        self.deployment = deployment
        self.template = template
        born = now
        started = now
    }

    private var server: Value { template["spec"]?["containers"]?.array.first { $0["name"] == "server" } ?? .null }
    private var fault: String {
        server["image"]?.string?.split(separator: ":").last?.split(separator: "-").dropFirst().first.map(String.init)
            ?? ""
    }

    func isReady(_ now: Double) -> Bool { fault != "unready" && now - started >= 0.05 }
    var labels: [String: Value] { template["metadata"]?["labels"]?.object ?? [:] }

    /// - Returns: whether it was answered, were it by a 5xx.
    mutating func take(_ now: Double) -> Bool {
        requests += 1
        if fault == "dies", requests == 20 {
            self = Pod(again: self, now: now)
            return false
        }
        if fault == "errors", requests.isMultiple(of: 50) { errors += 1 }
        buckets[fault == "slow" ? 3 : 0] += 1
        return true
    }

    /// The same pod with its server started again: it counts anew.
    private init(again pod: Pod, now: Double) {
        self.init(name: pod.name, deployment: pod.deployment, template: pod.template, now: pod.born)
        started = now
        restarts = pod.restarts + 1
    }

    /// What it answers to `GET`; nil: nothing.
    func answer(_ path: String, _ now: Double, underWay: Int?) -> Answer? {
        switch path {
        case "/livez": Answer(text: "ok\n")
        case "/readyz": isReady(now) ? Answer(text: "ready\n") : Answer.failure(503, "ServiceUnavailable", "not ready")
        case "/metrics": Answer(text: metrics(underWay))
        default: nil
        }
    }

    private func metrics(_ underWay: Int?) -> String {
        let name = "http_server_request_duration_seconds_bucket{method=\"GET\",route=\"/v1/users\""
        var below = 0
        var lines = zip(Self.bounds, buckets).map { bound, count in
            below += count
            return "\(name),status=\"200\",le=\"\(bound)\"} \(below - errors)"
        }
        lines.append("\(name),status=\"200\",le=\"+Inf\"} \(buckets.reduce(0, +) - errors)")
        for bound in Self.bounds.map({ "\($0)" }) + ["+Inf"] {
            lines.append("\(name),status=\"500\",le=\"\(bound)\"} \(errors)")
        }
        return (lines + (underWay.map { ["http_server_active_requests \(1 + $0)"] } ?? [])).joined(separator: "\n")
            + "\n"
    }

    /// As the API server tells of it.
    func object(namespace: String, now: Double) -> Value {
        let isReady = isReady(now)
        var container: Value = [
            "name": "server", "image": server["image"] ?? "", "ready": .bool(isReady), "started": .bool(isReady),
            "restartCount": .int(restarts), "state": ["running": [:]],
        ]
        if !isReady, restarts > 0 || fault == "unready" { container["started"] = true }
        var metadata: Value = [
            "name": .string(name), "namespace": .string(namespace), "uid": .string(name), "labels": .object(labels),
            "annotations": template["metadata"]?["annotations"] ?? [:],
        ]
        if ending != nil { metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z" }
        return [
            "kind": "Pod", "apiVersion": "v1", "metadata": metadata, "spec": template["spec"] ?? [:],
            "status": ["phase": "Running", "containerStatuses": [container]],
        ]
    }
}
