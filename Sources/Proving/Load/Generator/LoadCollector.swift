import NIOCore

/// Asks the loops every second what they counted, and adds it up.
actor LoadCollector {
    private let loops: [NIOLoopBound<LoadLoop>]
    private let eventLoops: [any EventLoop]
    private let server: ServerWatch?
    private let names: [String]
    private(set) var total: LoadInterval
    private(set) var seconds: [LoadSecond] = []
    /// By loop, thread time at the start and now.
    private var processor: [(first: UInt64, last: UInt64)]
    private var lastSample: ServerWatch.Sample?

    init(_ loops: [NIOLoopBound<LoadLoop>], on eventLoops: [any EventLoop], names: [String], server: ServerWatch?) {
        self.loops = loops
        self.eventLoops = eventLoops
        self.names = names
        self.server = server
        total = LoadInterval(endpoints: names.count)
        processor = loops.map { _ in (0, 0) }
    }

    /// Forgets what came before the clock starts.
    func begin() async throws {
        for index in loops.indices {
            let interval = try await take(index)
            processor[index] = (interval.processor, interval.processor)
            total.connections += interval.connections
        }
        lastSample = server?.sample()
    }

    /// - Parameter time: seconds since the start.
    /// - Returns: the second that has just ended.
    func collect(at time: Double) async throws -> LoadSecond {
        var merged = LoadInterval(endpoints: names.count)
        for index in loops.indices {
            let interval = try await take(index)
            processor[index].last = interval.processor
            merged.add(interval)
        }
        total.add(merged)
        let sample = server?.sample()
        let second = LoadSecond(merged, endingAt: time, server: sample, since: lastSample)
        lastSample = sample
        seconds.append(second)
        return second
    }

    private func take(_ index: Int) async throws -> LoadInterval {
        let loop = loops[index]
        return try await eventLoops[index].submit { loop.value.takeInterval() }.get()
    }

    func measurement(_ schedule: LoadSchedule, elapsed: Double, isInterrupted: Bool) -> LoadMeasurement {
        LoadMeasurement(
            schedule: schedule, elapsed: elapsed, isInterrupted: isInterrupted, names: names, total: total,
            processor: processor.map { Double($0.last - $0.first) / 1e9 / max(elapsed, 1e-9) }, seconds: seconds)
    }
}
