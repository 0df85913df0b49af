import Synchronization

@testable import Platform

/// A clock that moves when a test says so.
final class TestClock: Sendable {
    private let milliseconds: Mutex<Int64>

    init(_ start: String = "2026-11-22T12:00:00.000Z") {
        milliseconds = Mutex(Timestamp(rfc3339: start)!.milliseconds)
    }

    var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }

    func advance(seconds: Double) { milliseconds.withLock { $0 += Int64(seconds * 1000) } }
}
