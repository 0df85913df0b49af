import Foundation
import Glibc

/// An advisory lock on a file, held across processes. It ends with the process, however that ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Waits until nobody else holds it.
    /// - Throws: `CancellationError`, or `CocoaError` when the file cannot be made.
    static func acquire(_ path: String) async throws -> FileLock {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        // A waiting flock would block a thread of the pool for as long as another build takes.
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            do { try await Task.sleep(for: .milliseconds(50)) } catch {
                close(descriptor)
                throw error
            }
        }
        return FileLock(descriptor: descriptor)
    }

    deinit { close(descriptor) }
}
