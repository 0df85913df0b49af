import Foundation
import Workflow

/// A version's own copy of what its instances execute and read, so that editing or building in the workspace does not touch
/// what serves.
public struct VersionFolder: Sendable {
    let store: ReleaseStore
    /// What an instance reads beside its binary.
    private static let read = ["Migrations", "openapi.yaml", "openapi.json", "Public", "docs", "CHANGELOG.md"]

    public init(store: ReleaseStore) { self.store = store }

    /// Copies a release binary and what it reads from the service's folder.
    /// - Returns: the version, named by the content of all of it and by the commit.
    public func add(server: String, package: String, commit: String?) throws -> Version {
        let files = FileManager.default
        let staging = "\(store.folder)/versions/new-\(UUID().uuidString)"
        try files.createDirectory(
            atPath: staging, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(atPath: staging) }
        do {
            try files.copyItem(atPath: server, toPath: staging + "/Server")
            for name in Self.read where files.fileExists(atPath: "\(package)/\(name)") {
                try files.copyItem(atPath: "\(package)/\(name)", toPath: "\(staging)/\(name)")
            }
        } catch { throw ReleaseError.notWritten(staging, error.localizedDescription) }
        let version = Version(
            content: String(try digest(staging).prefix(12)), commit: commit.map { String($0.prefix(12)) })
        let folder = "\(store.folder)/versions/\(version)"
        if !files.fileExists(atPath: folder) { try files.moveItem(atPath: staging, toPath: folder) }
        return version
    }

    /// Removes the versions that a release does not name.
    public func prune(keeping state: RolloutState) {
        let kept = Set([state.live, state.candidate, state.standby].compactMap { $0?.version.description })
        let folder = store.folder + "/versions"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !kept.contains(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    /// Of every file's path and content, in the order of the paths.
    private func digest(_ folder: String) throws -> String {
        let paths = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
        var lines = ""
        for path in paths {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            if isFolder.boolValue { continue }
            let data = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"), options: .mappedIfSafe)
            lines += "\(SHA256Digest.of(data)) \(path)\n"
        }
        return SHA256Digest.of(Data(lines.utf8))
    }
}
