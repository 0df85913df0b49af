import Blueprint
import Brief
import Foundation

@testable import Proving

/// A design with what the instruments of phase 1 look at: equality and range filters, sorts, a list field, references.
enum Examples {
    static let brief = Brief(
        api: "library", title: "Library", version: "v1",
        resources: [
            Resource(
                name: "Author", path: "/authors", fields: [Field(name: "name", type: .string, isUnique: true)],
                permissions: Resource.Operation.allCases.map {
                    Permission(operation: $0.rawValue, rule: Expression(.anyone, type: .bool))
                }),
            Resource(
                name: "Book", path: "/books",
                fields: [
                    Field(name: "title", type: .string),
                    Field(name: "genre", type: .enumeration(["novel", "essay"])),
                    Field(name: "tags", type: .list(.string, nil)),
                    Field(
                        name: "author", type: .reference("Author"), reference: Reference(target: "Author")),
                ],
                permissions: Resource.Operation.allCases.map {
                    Permission(operation: $0.rawValue, rule: Expression(.anyone, type: .bool))
                },
                listing: Listing(
                    filters: [
                        .init(parameter: "genre", test: .field("genre", .eq)),
                        .init(parameter: "createdAt.gte", test: .field("createdAt", .gte)),
                        .init(parameter: "tags", test: .field("tags", .eq)),
                    ], search: ["title"], sort: ["createdAt", "title"]), deletion: .soft(Seconds(86400))),
        ])

    static let blueprint = Blueprint(brief)

    static var migrations: MigrationFiles {
        MigrationFiles(blueprint.migrations.map { .init(stem: $0.stem, up: $0.up, down: $0.down) })
    }

    /// The migrations with each script changed by `edit`.
    static func migrations(up edit: (String) -> String, down: (String) -> String? = { $0 }) -> MigrationFiles {
        MigrationFiles(
            migrations.migrations.map { .init(stem: $0.stem, up: edit($0.up), down: $0.down.flatMap(down)) })
    }
}

/// A folder that is removed when the test has ended.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/proving-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }
}
