import Crypto
import Foundation

/// One numbered step of the schema: `0001_create_users.up.sql` with its `.down.sql`.
public struct Migration: Sendable, Equatable {
    public let number: Int
    /// `create_users`
    public let name: String
    public let up: String
    /// Takes the step back; nil: it cannot be taken back.
    public let down: String?

    public init(number: Int, name: String, up: String, down: String?) {
        self.number = number
        self.name = name
        self.up = up
        self.down = down
    }

    /// SHA-256 of the text that was applied, hexadecimal.
    var checksum: String { SHA256.hex(up) }
    /// `0001_create_users`
    var label: String { String(format: "%04d_", number) + name }

    /// Reads a folder of migrations, in the order of their numbers. Files that are no `.sql` are left alone.
    /// - Throws: ``MigrationError`` for names that are none, numbers that occur twice, and a `.down.sql` on its own.
    public static func read(folder: String) throws -> [Migration] {
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
        } catch {
            throw MigrationError.unreadable(folder)
        }
        var steps: [Int: (name: String, up: String?, down: String?)] = [:]
        for file in files {
            guard let match = file.wholeMatch(of: /([0-9]{4,})_([a-z0-9_]+)\.(up|down)\.sql/), let number = Int(match.1)
            else {
                throw MigrationError.name(file)
            }
            guard let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else {
                throw MigrationError.unreadable(folder + "/" + file)
            }
            let name = String(match.2)
            var step = steps[number] ?? (name, nil, nil)
            guard step.name == name else { throw MigrationError.twice(number) }
            if match.3 == "up" { step.up = text } else { step.down = text }
            steps[number] = step
        }
        return try steps.sorted { $0.key < $1.key }.map { number, step in
            guard let up = step.up else { throw MigrationError.missingUp(number) }
            return Migration(number: number, name: step.name, up: up, down: step.down)
        }
    }
}

/// Why migrations were not, or not all, applied. What was applied before stays; the failing step left nothing behind.
public enum MigrationError: Error, Equatable, CustomStringConvertible {
    case unreadable(String)
    case name(String)
    case twice(Int)
    case missingUp(Int)
    case changed(String)
    case unknown([String])
    case noWayBack(String)
    case outOfOrder(String)
    case failed(String, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path): "cannot read \(path)"
        case .name(let file): "\(file) is no name of a migration; expected 0001_create_users.up.sql or .down.sql"
        case .twice(let number): "the migration number \(number) is used by two names"
        case .missingUp(let number): "the migration number \(number) has a .down.sql but no .up.sql"
        case .changed(let label):
            "\(label).up.sql was changed after it was applied; restore it and write a new migration"
        case .unknown(let labels): "applied migrations have no file here: \(labels.joined(separator: ", "))"
        case .noWayBack(let label): "\(label) has no .down.sql"
        case .outOfOrder(let label):
            "\(label) comes before a migration that is already applied; give it a higher number"
        case .failed(let label, let reason): "\(label) failed and was rolled back: \(reason)"
        }
    }
}
