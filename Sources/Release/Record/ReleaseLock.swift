import Foundation
import Glibc

/// Only one process moves a release at a time. The lock ends with the process, however that ends.
struct ReleaseLock: ~Copyable {
    private let descriptor: Int32

    /// - Returns: nil when another process holds it.
    static func attempt(_ path: String) throws(ReleaseError) -> ReleaseLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .notWritten(path, ReleaseError.reason(errno)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        ftruncate(descriptor, 0)
        let words = Array("\(getpid())".utf8)
        _ = write(descriptor, words, words.count)
        return ReleaseLock(descriptor: descriptor)
    }

    /// Waits for it for a while.
    /// - Returns: nil when another process holds it all the time.
    static func attempt(_ path: String, within limit: Duration) async throws -> ReleaseLock? {
        let deadline = ContinuousClock.now + limit
        while true {
            if let lock = try attempt(path) { return lock }
            guard ContinuousClock.now < deadline else { return nil }
            // A waiting flock would block a thread of the pool.
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// - Throws: `release/busy`, which names the process that holds it.
    static func acquire(_ path: String, within limit: Duration) async throws -> ReleaseLock {
        if let lock = try await attempt(path, within: limit) { return lock }
        throw ReleaseError.busy((try? String(contentsOfFile: path, encoding: .utf8)) ?? "unknown")
    }

    deinit { close(descriptor) }
}
