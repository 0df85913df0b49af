import Foundation
import Glibc

/// Writing a file so that it is there whole or not at all, also when the machine stops.
enum DurableFile {
    /// Writes to a new file beside it, flushes, renames.
    static func write(_ data: Data, to path: String, permissions: mode_t = 0o644) throws {
        let temporary = "\(path).\(UUID().uuidString).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions)
        guard descriptor >= 0 else { throw POSIXError.last() }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: data)
            guard fsync(descriptor) == 0 else { throw POSIXError.last() }
            guard rename(temporary, path) == 0 else { throw POSIXError.last() }
        } catch {
            unlink(temporary)
            throw error
        }
    }
}

extension POSIXError {
    /// The last system call's error.
    static func last() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
