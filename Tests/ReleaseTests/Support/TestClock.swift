import Foundation
import Synchronization

/// Seconds since 1970 that pass when a test says so.
final class TestClock: Sendable {
    private let time: Mutex<Int64>

    /// - Parameter start: nil: now.
    init(at start: Int64? = nil) { time = Mutex(start ?? Int64(Date().timeIntervalSince1970)) }

    var now: Int64 { time.withLock { $0 } }

    func pass(_ seconds: Int64) { time.withLock { $0 += seconds } }
}
