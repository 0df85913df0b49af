@testable import Release

/// Samples as a monitor would take them, from what happened: who ran since when, and what was counted by then.
struct WatchScript {
    private(set) var samples: [WatchSample] = []

    /// A look at a proxy and one instance, each given by its name and start.
    /// - Parameters:
    ///   - answers: at the door, by class.
    ///   - fast: requests at the instance within 0.1 s; `slow` within 1 s.
    mutating func look(
        _ at: Int64, proxy: (name: String, started: Int64)? = ("proxy", 0), answers: [String: Double] = [:],
        instance: (name: String, started: Int64) = ("one", 0), fast: Int = 0, slow: Int = 0,
        values: [String: Double] = [:], usage: [String: Double]? = nil, silent: Bool = false
    ) {
        let door = proxy.map { WatchSample.Door(process: $0.name, age: at - $0.started, counters: Counters(answers)) }
        let service = Counters(
            values, histograms: ["requests": LatencyHistogram(bounds: [0.1, 1], counts: [fast, slow, 0])])
        samples.append(
            WatchSample(
                at: at, door: door,
                instances: [
                    WatchSample.Instance(
                        slot: .blue, version: "v1", weight: 100, isReady: !silent, process: instance.name,
                        age: at - instance.started, cpu: Double(at - instance.started) / 2, memory: 1_048_576,
                        service: silent ? nil : service, connections: ["read": 4], usage: usage.map { Counters($0) })
                ]))
    }

    /// Changes the last look.
    mutating func amend(_ change: (inout WatchSample) -> Void) { change(&samples[samples.count - 1]) }

    func increase(_ from: Int64, _ to: Int64) -> Increase { Increase(samples, WatchWindow(from: from, to: to)) }
}
