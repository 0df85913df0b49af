/// A stretch of time, in seconds since 1970: after `from`, up to and with `to`.
public struct WatchWindow: Sendable, Hashable {
    public var from: Int64
    public var to: Int64

    public init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }
}

/// What came about in a window: the differences of counters, process by process, so that neither a restart nor a rollout nor the
/// rotation of the file makes a count wrong. Pure.
struct Increase {
    struct Instance {
        var service: Counters?
        var usage = Counters()
        /// Seconds of processor time.
        var cpu = 0.0
        /// Bytes, the most that was seen.
        var memory: Double?
        var connections: [String: Double] = [:]
        /// Processes that began.
        var starts = 0
    }

    /// Which version in which slot.
    struct Place: Hashable {
        var version: String
        var slot: Slot
    }

    /// An earlier look than this before the window says nothing of its begin.
    static let reach: Int64 = 120

    /// From the look that the first differences are to, to the last one.
    private(set) var seconds: Int64 = 0
    private(set) var looks = 0
    private(set) var longestGap: Int64 = 0
    /// Looks at which a request could have been answered.
    private(set) var upLooks = 0
    /// Nil: the proxy never answered.
    private(set) var door: Counters?
    private(set) var instances: [Place: Instance] = [:]

    /// - Parameter samples: in order of time, some from before the window so that counts begin where it does.
    init(_ samples: [WatchSample], _ window: WatchWindow) {
        let near = samples.filter { $0.at > window.from - Self.reach && $0.at <= window.to }
        let before = near.last { $0.at <= window.from }
        var growth = Growth(begin: before?.at ?? window.from)
        var last = before?.at
        let first = before?.at ?? near.first?.at
        for sample in near {
            let grown = growth.of(sample)
            guard sample.at > window.from else { continue }
            add(sample, grown)
            longestGap = max(longestGap, last.map { sample.at - $0 } ?? 0)
            last = sample.at
        }
        seconds = looks == 0 ? 0 : (last ?? 0) - (first ?? 0)
    }

    private mutating func add(_ sample: WatchSample, _ grown: Growth.Step) {
        looks += 1
        if sample.isUp { upLooks += 1 }
        if let more = grown.door { door = door.map { $0 + more } ?? more }
        for (one, more) in zip(sample.instances, grown.instances) {
            var instance = instances[Place(version: one.version, slot: one.slot)] ?? Instance()
            if let service = more.service { instance.service = instance.service.map { $0 + service } ?? service }
            if let usage = more.usage { instance.usage = instance.usage + usage }
            instance.cpu += more.cpu
            if let bytes = one.memory { instance.memory = max(instance.memory ?? 0, bytes) }
            instance.connections.merge(one.connections) { $1 }
            if more.isNew { instance.starts += 1 }
            instances[Place(version: one.version, slot: one.slot)] = instance
        }
    }
}

/// What grew from one look to the next.
private struct Growth {
    struct Step {
        var door: Counters?
        var instances: [Instance] = []
    }

    struct Instance {
        var service: Counters?
        var usage: Counters?
        var cpu: Double
        var isNew: Bool
    }

    /// What a process that started after this moment counts, it counts from zero.
    let begin: Int64
    private var known: [String: Counters] = [:]

    init(begin: Int64) { self.begin = begin }

    mutating func of(_ sample: WatchSample) -> Step {
        var step = Step()
        if let door = sample.door {
            step.door = grown(door.counters, "door", door.process, started: sample.at - door.age)
        }
        step.instances = sample.instances.map { one in
            let started = sample.at - one.age
            let isNew = known["cpu " + one.process] == nil && started >= begin
            let cpu = Counters(one.cpu.map { ["cpu": $0] } ?? [:])
            return Instance(
                service: one.service.map { grown($0, "service", one.process, started: started) },
                usage: one.usage.map { grown($0, "usage", one.process, started: started) },
                cpu: grown(cpu, "cpu", one.process, started: started)["cpu"] ?? 0, isNew: isNew)
        }
        return step
    }

    private mutating func grown(_ counters: Counters, _ what: String, _ process: String, started: Int64) -> Counters {
        if let earlier = known.updateValue(counters, forKey: "\(what) \(process)") { return counters.since(earlier) }
        return started >= begin ? counters : counters.since(counters)
    }
}
