import Blueprint
import Foundation
import Roles
import Workflow

extension Fault {
    /// Of the design.
    static let planning = [
        Fault("planning.endpoints-documented", "an operation of the OpenAPI document gets another id") { copy in
            let operation = copy.project.blueprint.endpoints.last?.id ?? ""
            try copy.edit("openapi.yaml") { $0.replacing(operation, with: "other.operation") }
        },
        Fault("planning.openapi-valid", "the OpenAPI document loses its `info`") { copy in
            try copy.edit("openapi.yaml") { $0.replacing(/(?m)^"?info"?:/, with: "information:") }
        },
        Fault("planning.schema-normalised", "a table gets a column that copies another") { copy in
            let (file, table) = try firstTable(copy)
            try copy.edit(file) { $0 + "\nALTER TABLE \(table) ADD COLUMN \"copied\" TEXT;\n" }
        },
        Fault("planning.no-full-scan", "the index of a filter is missing") { try dropIndexes($0) },
        Fault("planning.no-temporary-sort", "the index of a sort is missing") { try dropIndexes($0) },
        Fault("planning.migrations-reversible", "a migration's down does nothing") { copy in
            let file = try copy.files(in: "Migrations", suffix: ".down.sql")[0]
            try copy.edit(file) { _ in "SELECT 1;\n" }
        },
        Fault("planning.rules-planned", "the cases of one rule are taken out of the test plan") { copy in
            let rule = copy.project.blueprint.requirements.first { $0.removable != nil }?.id ?? ""
            try copy.edit("docs/cases.json") { $0.replacing("\"\(rule)\"", with: "\"another.rule\"") }
        },
        Fault("planning.approved", "the design is changed after it was approved") { copy in
            await copy.change { state in
                for (phase, approval) in state.approvals {
                    state.approvals[phase] = .init(who: approval.who, how: approval.how, subject: "another design")
                }
            }
        },
    ]

    private static func firstTable(_ copy: Planted) throws -> (file: String, table: String) {
        let file = try copy.files(in: "Migrations", suffix: ".up.sql")[0]
        guard let table = try copy.text(file).firstMatch(of: /CREATE TABLE ("[^"]+")/)?.1 else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return (file, String(table))
    }

    private static func dropIndexes(_ copy: Planted) throws {
        let (file, _) = try firstTable(copy)
        let names = try copy.text(file).matches(of: /CREATE INDEX ("[^"]+")/).map { $0.1 }
        try copy.edit(file) { text in text + names.map { "\nDROP INDEX \($0);\n" }.joined() }
    }
}
