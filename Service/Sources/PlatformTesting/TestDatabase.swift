import Foundation
import GRDB
import Platform
import Synchronization

/// Databases for tests: migrated once, then copied.
enum TestDatabase {
    private static let template = Mutex<URL?>(nil)

    /// A folder with a migrated database, `test.sqlite`.
    static func copy(migrations: String) throws -> URL {
        let source = try template.withLock { template in
            if let template { return template }
            let made = try make(migrations)
            template = made
            return made
        }
        let folder = try newFolder()
        try FileManager.default.copyItem(
            at: source.appending(path: "test.sqlite"), to: folder.appending(path: "test.sqlite"))
        return folder
    }

    /// The folder `Migrations` of the package that a source file belongs to.
    static func migrations(above file: String) throws -> String {
        if let folder = ProcessInfo.processInfo.environment["MIGRATIONS_DIR"] { return folder }
        var folder = URL(filePath: file).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "Migrations").path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        throw MigrationError.unreadable("Migrations above \(file)")
    }

    private static func make(_ migrations: String) throws -> URL {
        let folder = try newFolder()
        let path = folder.appending(path: "test.sqlite").path
        try Migrator(path: path, migrations: Migration.read(folder: migrations)).up()
        // Opening and closing once leaves everything in the one file.
        try ServiceDatabase.open(path, readers: 1).close()
        return folder
    }

    private static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "service-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
