import Foundation
import Glibc
import Processes

/// One process at a time drives a workspace's run. The system drops the lock with the process that holds it.
public final class WorkspaceLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a workspace's `.fivegate` folder.
    /// - Throws: `WorkspaceBusy` when another process has it.
    public init(folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw LedgerError(folder: folder.path, reason: "\(POSIXError.last())") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            throw WorkspaceBusy(folder: folder.path, holder: holder.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}

/// Another process drives this workspace.
public struct WorkspaceBusy: Error, Hashable, CustomStringConvertible {
    public var folder: String
    /// The other process's id.
    public var holder: String

    public var description: String { "\(folder) is in use by process \(holder)" }
}
