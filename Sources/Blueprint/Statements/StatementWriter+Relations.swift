import Brief
import Source

extension StatementWriter {
    func elements(_ field: Field) -> Store.Elements? {
        guard case .list(let type, _) = field.type, let child = model.storage[resource.name]?.lists[field.name] else {
            return nil
        }
        let table = SQLText.identifier(child)
        let parent = Statement.Parameter("parent_id", id.kind)
        let value = Statement.Parameter("value", model.kind(of: type))
        var select = statement(
            field.name, "SELECT \"value\" FROM \(table) WHERE \"parent_id\" = :parent_id ORDER BY \"position\"",
            [parent])
        select.columns = [.init(name: "value", field: field.name, kind: value.kind, isNullable: false)]
        return .init(
            field: field.name, table: child, select: select,
            insert: statement(
                field.name + ".insert",
                "INSERT INTO \(table) (\"parent_id\", \"position\", \"value\") VALUES (:parent_id, :position, :value)",
                [parent, .init("position", .integer), value]),
            clear: statement(field.name + ".clear", "DELETE FROM \(table) WHERE \"parent_id\" = :parent_id", [parent]))
    }

    /// What deleting a row of this resource means for `other`, whose `field` refers to it.
    func referrer(_ other: Resource, _ field: Field) -> Store.Referrer {
        let writer = StatementWriter(resource: other, model: model)
        let column = SQLText.identifier(model.storage[other.name]?.columns[field.name] ?? field.name)
        let live = writer.isSoft ? " AND \"deleted_at\" IS NULL" : ""
        let touch = "\"updated_at\" = :now, \"version\" = \"version\" + 1"
        let name = "\(other.name).\(field.name)"
        let onDelete = field.reference?.onDelete ?? .restrict
        var parameters = [idParameter]
        let sql: String
        switch onDelete {
        case .restrict: sql = "SELECT 1 FROM \(writer.name) WHERE \(column) = :id\(live) LIMIT 1"
        case .cascade where !writer.isSoft: sql = "DELETE FROM \(writer.name) WHERE \(column) = :id"
        case .cascade:
            sql = "UPDATE \(writer.name) SET \"deleted_at\" = :now, \(touch) WHERE \(column) = :id\(live)"
            parameters.append(.init("now", .text))
        case .null:
            sql = "UPDATE \(writer.name) SET \(column) = NULL, \(touch) WHERE \(column) = :id\(live)"
            parameters.append(.init("now", .text))
        }
        return .init(
            resource: other.name, field: field.name, onDelete: onDelete,
            statement: statement("delete.\(onDelete.rawValue).\(name)", sql, parameters))
    }
}
