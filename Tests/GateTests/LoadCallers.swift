import Blueprint
import Foundation
import GRDB

@testable import Proving

/// The callers of a load's plan in the migrated schema.
struct LoadCallers {
    /// Rows that the schema does not take, and members of bodies that must be another one in each request and are not.
    private(set) var collisions: [String] = []

    init(_ plan: WorkspacePlan, _ blueprint: Blueprint) throws {
        let values = OwnValues(blueprint)
        var cloner = CaseCloner(blueprint)
        var givens: [Given] = []
        for part in plan.parts {
            let members = values.members(of: part.endpoint).filter { !$0.value.isReference }
            var sent: [String: Set<String>] = [:]
            for _ in 0..<part.clones {
                guard let clone = cloner.clone(part.original, part.endpoint) else {
                    collisions.append("\(part.endpoint.id): there are no values left")
                    break
                }
                givens.append(clone.given)
                guard case .json(let body) = clone.request.body else { continue }
                for name in members.keys {
                    guard let value = body[name]?.plain, !sent[name, default: []].insert(value).inserted else {
                        continue
                    }
                    collisions.append("\(part.endpoint.id): \(name) is \(value) twice")
                }
            }
        }
        collisions += [Self.refusal(of: givens, blueprint)].compactMap(\.self)
    }

    /// Why the migrated schema does not take these rows; nil: it does.
    static func refusal(of givens: [Given], _ blueprint: Blueprint) -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "load-callers-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: "service.sqlite").path
            try DatabaseQueue(path: path).write { db in
                for migration in blueprint.migrations { try db.execute(sql: migration.up) }
            }
            // The tables of accounts are the Platform's.
            let rows = givens.map { given in
                var given = given
                (given.accounts, given.refreshTokens, given.resetTokens) = ([], [], [])
                return given
            }
            try ScenarioDatabase(path: path, schema: blueprint.schema).insert(
                rows, hashes: [:], sessions: [], lifetime: 60)
            return nil
        } catch { return "\(error)" }
    }
}
