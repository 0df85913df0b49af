import Foundation
import Glibc

/// Replaces a file so that, whatever happens, either the old or the new content is there: written beside it, synchronised,
/// renamed over it, and the folder synchronised. Readable by its owner only.
enum AtomicFile {
    /// - Throws: `ReleaseError` `release/not-written`.
    static func write(_ data: Data, to path: String) throws(ReleaseError) {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .notWritten(path, ReleaseError.reason(errno)) }
        if let problem = fill(descriptor, data) {
            close(descriptor)
            unlink(temporary)
            throw .notWritten(path, ReleaseError.reason(problem))
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else { throw .notWritten(path, ReleaseError.reason(errno)) }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .notWritten(path, ReleaseError.reason(errno)) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .notWritten(path, ReleaseError.reason(errno)) }
    }

    /// Answers the error's number.
    private static func fill(_ descriptor: Int32, _ data: Data) -> Int32? {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? nil : errno
    }
}
