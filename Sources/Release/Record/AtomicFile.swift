import Foundation
import Processes

/// A file of a release: either the old or the new content is there. Readable by its owner only.
enum AtomicFile {
    /// - Throws: `ReleaseError` `release/not-written`.
    static func write(_ data: Data, to path: String) throws(ReleaseError) {
        do { try DurableFile.write(data, to: path, permissions: 0o600) } catch {
            let reason = (error as? POSIXError).map { ReleaseError.reason($0.code.rawValue) }
            throw .notWritten(path, reason ?? "\(error)")
        }
    }
}
