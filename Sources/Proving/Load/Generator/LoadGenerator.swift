import NIOCore
import NIOPosix

/// Puts a server under load by an open model: request k leaves at `t0 + k / rate`, whether or not earlier ones have come
/// back, and its latency counts from then. So a server that stalls is charged for the stall (no coordinated omission).
public struct LoadGenerator: Sendable {
    public let target: LoadTarget
    public let mix: LoadMix
    public let options: LoadOptions

    public init(_ target: LoadTarget, _ mix: LoadMix, _ options: LoadOptions = LoadOptions()) {
        self.target = target
        self.mix = mix
        self.options = options
    }

    /// Sends what the stages say, and waits for the answers. Cancelled, it stops at once and answers what was measured.
    /// - Parameters:
    ///   - server: whose processor time and memory are read every second.
    ///   - progress: is told of every second.
    /// - Throws: what stops the event loops from working; never for what the server does.
    public func run(
        _ stages: [LoadStage], server: ServerWatch? = nil, progress: @escaping @Sendable (LoadSecond) -> Void = { _ in }
    ) async throws -> LoadMeasurement {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: options.loops)
        do {
            let measurement = try await run(LoadSchedule(stages), on: group, server, progress)
            try await group.shutdownGracefully()
            return measurement
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private func run(
        _ schedule: LoadSchedule, on group: MultiThreadedEventLoopGroup, _ server: ServerWatch?,
        _ progress: @escaping @Sendable (LoadSecond) -> Void
    ) async throws -> LoadMeasurement {
        let eventLoops = (0..<options.loops).map { _ in group.next() }
        let loops = try await makeLoops(eventLoops)
        let collector = LoadCollector(loops, on: eventLoops, names: mix.endpoints.map(\.name), server: server)
        try await collector.begin()
        // A moment in which every loop is told of it.
        let start = NIODeadline.now().uptimeNanoseconds + 20_000_000
        let ends = zip(loops, eventLoops).map { loop, eventLoop in
            eventLoop.flatSubmit { loop.value.run(schedule, from: start) }
        }
        try await withTaskCancellationHandler {
            try await follow(EventLoopFuture.andAllSucceed(ends, on: eventLoops[0]), from: start, collector, progress)
        } onCancel: {
            for (loop, eventLoop) in zip(loops, eventLoops) { eventLoop.execute { loop.value.stop() } }
        }
        let elapsed = Self.seconds(since: start)
        for (loop, eventLoop) in zip(loops, eventLoops) { try await eventLoop.submit { loop.value.close() }.get() }
        return await collector.measurement(schedule, elapsed: elapsed, isInterrupted: Task.isCancelled)
    }

    private func makeLoops(_ eventLoops: [any EventLoop]) async throws -> [NIOLoopBound<LoadLoop>] {
        var loops: [NIOLoopBound<LoadLoop>] = []
        for (index, eventLoop) in eventLoops.enumerated() {
            let share = LoadLoop.Share(
                index: index, loops: options.loops, connections: max(1, options.connections / options.loops),
                backlog: options.backlog / options.loops, timeout: UInt64(options.timeout / .nanoseconds(1)))
            let warm = options.warm / options.loops
            let loop = try await eventLoop.submit {
                let loop = LoadLoop(eventLoop, target, mix, share)
                loop.warm(warm)
                return NIOLoopBound(loop, eventLoop: eventLoop)
            }.get()
            loops.append(loop)
        }
        return loops
    }

    /// Collects every second until the last request has ended.
    private func follow(
        _ end: EventLoopFuture<Void>, from start: UInt64, _ collector: LoadCollector,
        _ progress: @escaping @Sendable (LoadSecond) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await end.get()
                return true
            }
            group.addTask {
                let clock = ContinuousClock()
                let begun = clock.now
                for second in 1... {
                    do { try await clock.sleep(until: begun + .seconds(second)) } catch { break }
                    progress(try await collector.collect(at: Self.seconds(since: start)))
                }
                return false
            }
            while let isEnd = try await group.next(), !isEnd {}
            group.cancelAll()
            try await group.waitForAll()
        }
        progress(try await collector.collect(at: Self.seconds(since: start)))
    }

    private static func seconds(since start: UInt64) -> Double {
        let now = NIODeadline.now().uptimeNanoseconds
        return now > start ? Double(now - start) / 1e9 : 0
    }
}
