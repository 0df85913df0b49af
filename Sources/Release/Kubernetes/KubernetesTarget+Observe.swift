/// What a release sees of its pods.
extension KubernetesTarget {
    /// What the pods themselves counted: the requests that reached them.
    public func observe(_ placement: Placement) async throws -> Sample {
        let pods = try await look().pods(placement.slot).filter(\.isStarted)
        guard !pods.isEmpty else { throw error("no pod has started", placement.slot) }
        var sample = Sample(
            requests: 0, errors: 0, latency: LatencyHistogram(bounds: []), isHealthy: pods.allSatisfy(\.isReady))
        for (pod, text) in zip(pods, try await metrics(of: pods)) {
            let answers = MetricsText.answers(text)
            sample.requests += answers.requests
            sample.errors += answers.errors
            sample.restarts[pod.metadata.name] = pod.restarts
            guard let latency = sample.latency.adding(MetricsText.latency(text) ?? LatencyHistogram(bounds: [])) else {
                throw error("the pods have different buckets of latency", placement.slot)
            }
            sample.latency = latency
        }
        return sample
    }

    func metrics(of pods: [PodObject]) async throws -> [String] {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, pod) in pods.enumerated() {
                let name = pod.metadata.name
                group.addTask { (index, try await kubectl.ask("pods", name, "/metrics")) }
            }
            var texts = Array(repeating: "", count: pods.count)
            for try await (index, text) in group { texts[index] = text }
            return texts
        }
    }

    /// That of the pods which the route leads to. The gateway need not lead `/livez` to them, and kubectl tells no headers.
    public func versionAtTheDoor() async throws -> String {
        let weights = try await readWeights()
        let view = try await look()
        let pods = Slot.allCases.filter { weights[$0] != 0 }.flatMap(view.pods).filter(\.isReady)
        guard !pods.isEmpty else { throw ReleaseError.cluster("no pod is ready behind the HTTPRoute \(name)") }
        return Set(pods.map { $0.spec.version ?? "none" }).sorted().joined(separator: " and ")
    }

    /// The deployment that has traffic and pods that are ready.
    public func found() async throws -> Placement? {
        let view = try await look()
        let weights = try view.weights()
        let serving = Slot.allCases.filter { weights[$0] != 0 && view.pods($0).contains(where: \.isReady) }
        guard let slot = serving.first else { return nil }
        guard serving.count == 1 else {
            throw ReleaseError.cluster(
                "blue and green both have traffic, and no release of this workspace did it",
                next: "give one of them the weight 0 in the HTTPRoute \(name)")
        }
        let deployment = try view.deployment(slot)
        let specification = deployment.spec.template.spec
        guard let image = specification.image, let name = ImageReference.version(of: image) else {
            throw error("it is not known which version serves: its image has neither a digest nor a tag", slot)
        }
        let version = Version(content: name)
        try images.add(image, version: version, package: nil)
        return Placement(
            version: version, slot: slot, instance: .deployment(view.object(slot), start: deployment.start))
    }
}
