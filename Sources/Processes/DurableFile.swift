import Foundation
import Glibc

/// Replaces a file so that, whatever happens, either the old or the new content is there, also when the machine stops.
public enum DurableFile {
    /// Written beside it, flushed, renamed over it, and the folder flushed.
    /// - Throws: `POSIXError`; the old content is kept then.
    public static func write(_ data: Data, to path: String, permissions: mode_t = 0o644) throws {
        let temporary = "\(path).\(UUID().uuidString).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions)
        guard descriptor >= 0 else { throw POSIXError.last() }
        do {
            defer { close(descriptor) }
            try fill(descriptor, data)
            guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw POSIXError.last() }
        } catch {
            unlink(temporary)
            throw error
        }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw POSIXError.last() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw POSIXError.last() }
    }

    private static func fill(_ descriptor: Int32, _ data: Data) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw POSIXError.last() }
            rest = rest.dropFirst(count)
        }
    }
}

extension POSIXError {
    /// The last system call's error.
    public static func last() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
