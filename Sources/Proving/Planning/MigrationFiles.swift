import Foundation
import GRDB

/// The migrations of a workspace, read from its files: `Migrations/0001_create_users.up.sql` and `.down.sql`.
public struct MigrationFiles: Sendable, Equatable {
    public struct Migration: Sendable, Equatable {
        /// `0001_create_users`
        public var stem: String
        public var up: String
        /// Nil: the file is missing.
        public var down: String?

        public init(stem: String, up: String, down: String?) {
            self.stem = stem
            self.up = up
            self.down = down
        }
    }

    /// A script that the database refused, or that is missing.
    public struct Failure: Error, CustomStringConvertible {
        public var description: String
    }

    /// In the order in which they are applied.
    public var migrations: [Migration]

    public init(_ migrations: [Migration]) { self.migrations = migrations }

    /// - Parameter workspace: the service's folder.
    /// - Throws: what reading the folder throws.
    public init(workspace: String) throws {
        let folder = workspace + "/Migrations"
        let suffix = ".up.sql"
        migrations = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }
            .sorted()
            .map { name in
                let stem = String(name.dropLast(suffix.count))
                return Migration(
                    stem: stem, up: try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8),
                    down: try? String(contentsOfFile: "\(folder)/\(stem).down.sql", encoding: .utf8))
            }
    }

    /// A new database in memory with all of them applied.
    /// - Throws: `Failure`
    public func database() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try up(queue)
        return queue
    }

    func up(_ queue: DatabaseQueue) throws {
        for migration in migrations { try run(migration.up, "\(migration.stem).up.sql", queue) }
    }

    func down(_ queue: DatabaseQueue) throws {
        for migration in migrations.reversed() {
            guard let script = migration.down else {
                throw Failure(description: "\(migration.stem).down.sql is missing")
            }
            try run(script, "\(migration.stem).down.sql", queue)
        }
    }

    private func run(_ script: String, _ file: String, _ queue: DatabaseQueue) throws {
        do {
            try queue.write { try $0.execute(sql: script) }
        } catch let error as DatabaseError {
            throw Failure(description: "\(file): \(error.message ?? "\(error)")")
        }
    }
}
