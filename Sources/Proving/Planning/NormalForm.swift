import Blueprint
import Brief

/// Counts where a schema leaves third normal form, judged by what the brief says is to be stored.
///
/// Every column must be a field of its resource, a key, or bookkeeping of its own row (timestamps, version, deletion):
/// whatever else there is was copied or computed. A list is a child table keyed by its parent and position, a reference
/// is a foreign key. Search tables and those of the Platform (`_audit`, …) are exempt.
public enum NormalForm {
    static let unit = "violations"

    /// - Parameter shape: read from a database after the workspace's own migrations.
    public static func read(_ shape: DatabaseShape, _ blueprint: Blueprint) -> Reading {
        .counting(violations(shape, blueprint.schema, blueprint.brief), unit)
    }

    static func violations(_ shape: DatabaseShape, _ schema: Schema, _ brief: Brief) -> [String] {
        let search = Set(schema.tables.compactMap(\.search?.name))
        let stored = shape.tables.filter { table in
            !table.name.hasPrefix("_") && !search.contains { table.name == $0 || table.name.hasPrefix($0 + "_") }
        }
        let unknown = stored.filter { table in !schema.tables.contains { $0.name == table.name } }
            .map { "\($0.name): the brief has nothing to store in this table" }
        return unknown
            + brief.resources.flatMap { resource -> [String] in
                guard let plan = schema.table(of: resource.name) else { return [] }
                guard let table = stored.first(where: { $0.name == plan.name }) else {
                    return ["\(plan.name): there is no such table for \(resource.name)"]
                }
                return columns(of: table, plan) + references(of: table, plan)
                    + lists(of: resource, plan, stored, schema)
            }
    }

    private static func columns(of table: DatabaseShape.Table, _ plan: Table) -> [String] {
        let fields = plan.columns.filter { $0.field != nil }.map(\.name)
        let allowed = Set(["id", "created_at", "updated_at", "version", "deleted_at", "_row"] + fields)
        let strangers = table.columns.filter { !allowed.contains($0.name) || $0.isGenerated }
            .map {
                "\(table.name).\($0.name): \($0.isGenerated ? "is computed" : "the brief has nothing to store here")"
            }
        let missing = fields.filter { table.column($0) == nil }.map { "\(table.name).\($0): the column is missing" }
        return strangers + missing + (table.primaryKey.isEmpty ? ["\(table.name): has no primary key"] : [])
    }

    private static func references(of table: DatabaseShape.Table, _ plan: Table) -> [String] {
        plan.columns.compactMap { column in
            guard let reference = column.reference, let found = table.column(column.name),
                found.references != reference.table
            else { return nil }
            return "\(table.name).\(column.name): is no foreign key to \(reference.table)"
        }
    }

    private static func lists(
        of resource: Resource, _ plan: Table, _ stored: [DatabaseShape.Table], _ schema: Schema
    ) -> [String] {
        resource.fields.compactMap { field in
            guard case .list = field.type else { return nil }
            let child = schema.tables.first { $0.resource == resource.name && $0.listField == field.name }
            guard let child, let table = stored.first(where: { $0.name == child.name }) else {
                return "\(resource.name).\(field.name): a list needs a table of its own"
            }
            guard table.primaryKey == ["parent_id", "position"], table.column("parent_id")?.references == plan.name,
                Set(table.columns.map(\.name)) == ["parent_id", "position", "value"]
            else { return "\(table.name): is not keyed by its parent and position, or holds more than a value" }
            return nil
        }
    }
}
