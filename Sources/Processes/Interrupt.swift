import Dispatch
import Glibc

/// The user (Ctrl-C) or the system asked this process to stop.
public struct Interrupted: Error, CustomStringConvertible {
    public var description: String { "interrupted" }
    public init() {}
}

/// Runs an operation that SIGINT and SIGTERM stop: all children are ended, the operation's task is cancelled and
/// waited for, so that it can leave things in order.
/// - Throws: `Interrupted` after a signal, whatever the operation made of it; else what the operation throws.
public func interruptible<Value: Sendable>(
    stopping supervisor: Supervisor, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let (signals, arrival) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM].map { number in
        // The default action would end the process before the source is asked.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { arrival.yield() }
        source.resume()
        return source
    }
    defer {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    let work = Task { try await operation() }
    let watch = Task {
        for await _ in signals {
            work.cancel()
            await supervisor.stopAll()
            return true
        }
        return false
    }
    let result = await work.result
    arrival.finish()
    if await watch.value { throw Interrupted() }
    return try result.get()
}
