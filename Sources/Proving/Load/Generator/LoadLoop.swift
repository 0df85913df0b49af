import NIOCore

/// Sends an event loop's share of the requests, each at its time, and counts what becomes of them. Only ever touched on its
/// event loop, so nothing in it is locked.
final class LoadLoop {
    /// Which loop of how many this is, and what it may use.
    struct Share: Sendable {
        var index: Int
        var loops: Int
        var connections: Int
        var backlog: Int
        var timeout: UInt64
    }

    let eventLoop: any EventLoop
    let target: LoadTarget
    private let mix: LoadMix
    let share: Share
    private var schedule = LoadSchedule([])
    private var start: UInt64 = 0
    private var next = 0
    /// By endpoint, how many of its requests were chosen.
    private var chosen: [Int]
    var backlog = CircularBuffer<PendingRequest>()
    /// The last one used is used first: the others may time out at the server.
    var idle: [LoadConnection] = []
    var connections: [ObjectIdentifier: LoadConnection] = [:]
    var connecting = 0
    /// Connections from addresses of their own.
    var opened = 0
    private var outstanding = 0
    var interval: LoadInterval
    private var finished: EventLoopPromise<Void>?
    /// Requests sent before the loop looks at answers again.
    private static let burst = 64

    init(_ eventLoop: any EventLoop, _ target: LoadTarget, _ mix: LoadMix, _ share: Share) {
        self.eventLoop = eventLoop
        self.target = target
        self.mix = mix
        self.share = share
        chosen = Array(repeating: 0, count: mix.endpoints.count)
        interval = LoadInterval(endpoints: mix.endpoints.count)
    }

    /// Opens connections before the clock starts.
    func warm(_ count: Int) {
        for _ in 0..<min(count, share.connections) { connect() }
    }

    /// Begins.
    /// - Parameter start: uptime in nanoseconds of the first request.
    /// - Returns: completes when the last request has ended.
    func run(_ schedule: LoadSchedule, from start: UInt64) -> EventLoopFuture<Void> {
        self.schedule = schedule
        self.start = start
        next = share.index
        let promise = eventLoop.makePromise(of: Void.self)
        finished = promise
        scheduleExpiry()
        tick()
        return promise.futureResult
    }

    /// Sends nothing more; what has not been answered is not counted.
    func stop() {
        next = schedule.count
        backlog.removeAll()
        outstanding = 0
        for connection in connections.values { connection.discard() }
        finishIfDone()
    }

    /// Closes what is open.
    func close() {
        for connection in connections.values { connection.discard() }
    }

    /// What was counted since the last time.
    func takeInterval() -> LoadInterval {
        var taken = LoadInterval(endpoints: mix.endpoints.count)
        swap(&taken, &interval)
        taken.processor = ProcessorTime.ofThread()
        return taken
    }

    // MARK: Sending

    private func tick() {
        var sent = 0
        while next < schedule.count {
            let due = start + schedule.offset(of: next)
            let now = NIODeadline.now().uptimeNanoseconds
            if due > now { return wake(at: due) }
            if sent == Self.burst { return wake(at: now) }
            interval.lag.record(nanoseconds: now - due)
            interval.due += 1
            dispatch(choose(next), intended: due)
            next += share.loops
            sent += 1
        }
        finishIfDone()
    }

    private func wake(at time: UInt64) {
        eventLoop.assumeIsolated().scheduleTask(deadline: .uptimeNanoseconds(time)) { self.tick() }
    }

    private func choose(_ number: Int) -> (Int, LoadRequest)? {
        guard !mix.endpoints.isEmpty else { return nil }
        var endpoint = mix.endpoint(of: number)
        if let request = mix.endpoints[endpoint].request(chosen[endpoint] * share.loops + share.index) {
            chosen[endpoint] += 1
            return (endpoint, request)
        }
        interval.replaced += 1
        endpoint = 0
        defer { chosen[0] += 1 }
        return mix.endpoints[0].request(chosen[0] * share.loops + share.index).map { (endpoint, $0) }
    }

    private func dispatch(_ choice: (Int, LoadRequest)?, intended: UInt64) {
        guard let (endpoint, request) = choice else {
            interval.dropped += 1
            return
        }
        let pending = PendingRequest(request: request, endpoint: endpoint, intended: intended)
        if let connection = idle.popLast() {
            outstanding += 1
            return connection.send(pending)
        }
        guard backlog.count < share.backlog else {
            interval.dropped += 1
            return
        }
        outstanding += 1
        backlog.append(pending)
        connectIfNeeded()
    }

    // MARK: Ends

    /// A request has ended: with its status and the body's length, or without an answer.
    func ended(_ pending: PendingRequest, _ result: Result<(status: Int, bytes: Int), LoadFailure>) {
        let now = NIODeadline.now().uptimeNanoseconds
        let elapsed = now > pending.intended ? now - pending.intended : 0
        var tally = interval.tallies[pending.endpoint].take() ?? LoadTally()
        switch result {
        case .success(let answer):
            tally.answered(
                answer.status, isExpected: pending.request.expected.contains(answer.status), after: elapsed,
                bytes: answer.bytes)
        case .failure(let failure): tally.failed(failure, after: elapsed)
        }
        interval.tallies[pending.endpoint] = tally
        outstanding -= 1
        finishIfDone()
    }

    private func scheduleExpiry() {
        eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(50)) {
            guard self.finished != nil else { return }
            self.expire()
            self.scheduleExpiry()
        }
    }

    private func expire() {
        let now = NIODeadline.now().uptimeNanoseconds
        let isLate = { (request: PendingRequest) in now > request.intended + self.share.timeout }
        for connection in connections.values {
            if let request = connection.pending, isLate(request) { connection.abandon(.timeout) }
        }
        while let first = backlog.first, isLate(first) {
            backlog.removeFirst()
            ended(first, .failure(.timeout))
        }
    }

    private func finishIfDone() {
        guard next >= schedule.count, outstanding <= 0 else { return }
        finished?.succeed()
        finished = nil
    }
}
