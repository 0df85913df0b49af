import Foundation
import Glibc
import Workflow

/// Where sockets lie: their paths have to be short, so not in the workspace.
enum RuntimeFolder {
    /// The folder for a release, mode 0700, ours.
    /// - Parameter environment: `XDG_RUNTIME_DIR` is used where the path stays short enough, else `/tmp/fivegate-UID`.
    static func make(
        for release: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ReleaseError) -> String {
        let key = SHA256Digest.of(Data(release.utf8)).prefix(16)
        let candidates = [environment["XDG_RUNTIME_DIR"].map { $0 + "/fivegate" }, "/tmp/fivegate-\(getuid())"]
        let base = candidates.compactMap(\.self).first {
            "\($0)/\(key)/haproxy.sock.\(Int32.max).tmp".utf8.count <= RuntimeAPI.longestPath && make($0)
        }
        guard let base, make("\(base)/\(key)") else {
            throw ReleaseError(
                "runtime-folder", "there is no folder for sockets that belongs to this user alone",
                next: "set XDG_RUNTIME_DIR to a folder of yours with mode 0700 and a short path")
        }
        return "\(base)/\(key)"
    }

    /// Whether it is there and is a folder of this user's that nobody else can enter.
    private static func make(_ path: String) -> Bool {
        mkdir(path, 0o700)
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid() && status.st_mode & 0o077 == 0
    }
}
