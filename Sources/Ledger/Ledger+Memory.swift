import Foundation
import GRDB
import Processes
import Workflow

extension Ledger {
    @discardableResult public func store(_ item: MemoryItem) throws -> MemoryVersion {
        try write(database) { try Self.store(item, in: $0) }
    }

    public func versions(matching glob: String) throws -> [MemoryVersion] {
        let glob = Glob(glob)
        return try database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT key, version, hash, length(content) AS size FROM memory ORDER BY key, version"
            ).compactMap { row in
                let key: String = row["key"]
                guard glob.matches(key) else { return nil }
                return MemoryVersion(key: key, version: row["version"], hash: row["hash"], size: row["size"])
            }
        }
    }

    public func content(of key: String, hash: String) throws -> Data? {
        try database.read { database in
            try Data.fetchOne(
                database, sql: "SELECT content FROM memory WHERE key = ? AND hash = ? ORDER BY version DESC",
                arguments: [key, hash])
        }
    }

    /// Writes the last version of each key that matches into a folder, a file each, the key as its path.
    /// - Throws: `WorkspaceError` for a key that would leave the folder or pass a symbolic link.
    /// - Returns: the files' paths, relative to the folder.
    public func export(matching glob: String, to folder: URL) throws -> [String] {
        let last = Dictionary(try versions(matching: glob).map { ($0.key, $0) }) { _, later in later }
        for version in last.values {
            let path = try WorkspacePath.resolve(version.key, in: folder.path)
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try DurableFile.write(content(of: version.key, hash: version.hash) ?? Data(), to: path)
        }
        return last.keys.sorted()
    }

    @discardableResult static func store(_ item: MemoryItem, in database: Database) throws -> MemoryVersion {
        let hash = item.hash
        let last = try Row.fetchOne(
            database, sql: "SELECT version, hash FROM memory WHERE key = ? ORDER BY version DESC LIMIT 1",
            arguments: [item.key])
        if let last, last["hash"] == hash {
            return MemoryVersion(key: item.key, version: last["version"], hash: hash, size: item.content.count)
        }
        let version = (last?["version"] as Int? ?? 0) + 1
        try database.execute(
            sql: "INSERT INTO memory (key, version, hash, content) VALUES (?, ?, ?, ?)",
            arguments: [item.key, version, hash, item.content])
        return MemoryVersion(key: item.key, version: version, hash: hash, size: item.content.count)
    }
}
