import Foundation
import Glibc
import Processes
import Workflow

extension GitWorkspace {
    public func write(_ files: [FileChange]) async throws {
        // All paths are looked at before the first file is touched.
        let targets = try files.map { ($0, try WorkspacePath.resolve($0.path, in: path)) }
        for (file, target) in targets {
            guard let content = file.content else {
                unlink(target)
                continue
            }
            try FileManager.default.createDirectory(
                atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try DurableFile.write(content, to: target, permissions: file.isExecutable ? 0o755 : 0o644)
        }
    }
}

/// Which paths may be written: inside the workspace, not its record, not through symbolic links.
enum WorkspacePath {
    /// The absolute path.
    static func resolve(_ name: String, in workspace: String) throws(WorkspaceError) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !name.isEmpty, !parts.contains(where: { ["", ".", ".."].contains($0) }), !name.contains("\0") else {
            throw WorkspaceError(path: name, reason: "a file of the workspace is named by a plain relative path")
        }
        guard ![".git", ".fivegate", "state"].contains(parts[0].lowercased()) else {
            throw WorkspaceError(path: name, reason: "\(parts[0]) is not written by tasks")
        }
        var current = workspace
        for part in parts {
            current += "/" + part
            var info = stat()
            guard lstat(current, &info) == 0 else { continue }
            guard info.st_mode & S_IFMT != S_IFLNK else {
                throw WorkspaceError(path: name, reason: "\(part) is a symbolic link; it is not followed")
            }
        }
        return current
    }
}
