/// What a release does to the route, and what it reads there.
extension KubernetesTarget {
    /// No traffic, unless nobody else has any: the door is never shut.
    public func attach(_ placement: Placement) async throws {
        let view = try await look()
        guard view.pods(placement.slot).contains(where: \.isReady) else {
            throw error("no pod is ready behind the service", placement.slot)
        }
        let weights = try view.weights()
        if weights[placement.slot] != 0, weights[placement.slot.other] != 0 {
            try await setWeight(0, of: placement.slot)
        }
    }

    public func setWeight(_ weight: Int, of slot: Slot) async throws { try await shift([slot: weight]) }

    /// One patch.
    public func shiftBack(to live: Slot?, from slot: Slot) async throws {
        try await shift([slot: 0].merging(live.map { [$0: 100] } ?? [:]) { $1 })
    }

    func shift(_ weights: [Slot: Int]) async throws {
        guard weights.values.allSatisfy((0...100).contains) else {
            throw ReleaseError.cluster("a weight is a number from 0 to 100")
        }
        try await kubectl.run([
            "patch", "httproutes.gateway.networking.k8s.io", name, "--type", "json", "-o", "name", "-p",
            try await look().patch(weights),
        ])
    }

    /// What is written in the route, once the gateways have taken it.
    public func readWeights() async throws -> [Slot: Int] {
        var weights: [Slot: Int] = [:]
        let missing = try await poll(limits.route) { view in
            weights = try view.weights()
            return view.routeProblem
        }
        if let missing { throw ReleaseError.cluster(missing, next: "see: kubectl describe httproute \(name)") }
        return weights
    }

    /// No new request, by the gateway's own word; those under way are counted by the pods.
    public func drain(_ slot: Slot) async throws -> Bool {
        try await setWeight(0, of: slot)
        _ = try await readWeights()
        let deadline = ContinuousClock.now + limits.drain
        while true {
            let pods = try await look().pods(slot).filter(\.isReady)
            // A pod that does not tell is not known to have none. Each counts the request that asks it.
            let told = ((try? await metrics(of: pods)) ?? []).compactMap { MetricsText.underWay($0) }
            if told.count == pods.count, told.reduce(0, +) <= pods.count { return true }
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: limits.interval)
        }
    }
}
