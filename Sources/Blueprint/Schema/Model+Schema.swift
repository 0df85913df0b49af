import Brief

extension Model {
    func schema() -> Schema {
        Schema(tables: inOrder().flatMap { [table(of: $0)] + listTables(of: $0) })
    }

    /// Referenced resources first. A brief has no cycle of required references; within a cycle of nullable ones the
    /// brief's order holds, which SQLite accepts.
    private func inOrder() -> [Resource] {
        var seen: Set<String> = []
        var result: [Resource] = []
        func visit(_ resource: Resource) {
            guard seen.insert(resource.name).inserted else { return }
            for case .reference(let target) in resource.fields.map(\.type) {
                if let target = resources[target] { visit(target) }
            }
            result.append(resource)
        }
        brief.resources.forEach(visit)
        return result
    }

    func table(of resource: Resource) -> Table {
        let names = storage[resource.name]
        var columns = fields(of: resource).filter { !$0.type.isList }.map { column(of: $0, in: resource) }
        columns.append(Column(name: "version", field: nil, kind: .integer, isNullable: false))
        if isSoft(resource) { columns.append(Column(name: "deleted_at", field: nil, kind: .text, isNullable: true)) }
        var primaryKey = ["id"]
        var search: SearchTable?
        if let name = names?.search {
            // VACUUM renumbers rows that have no number of their own, and the search table is tied to the number.
            let row = columns[0].kind == .integer ? "id" : "_row"
            if row == "_row" {
                columns[0].isUnique = true
                columns.append(Column(name: "_row", field: nil, kind: .integer, isNullable: false, isSequence: true))
                primaryKey = ["_row"]
            }
            search = SearchTable(
                name: name, columns: resource.listing.search.compactMap { names?.columns[$0] }, rowColumn: row)
        }
        return Table(
            name: names?.table ?? resource.name, resource: resource.name, listField: nil, columns: columns,
            primaryKey: primaryKey, indexes: indexes(of: resource), search: search)
    }

    private func column(of field: Field, in resource: Resource) -> Column {
        var column = Column(
            name: storage[resource.name]?.columns[field.name] ?? field.name, field: field.name,
            kind: kind(of: field.type),
            isNullable: field.isNullable)
        switch field.type {
        case .enumeration(let values): column.check = values.map { .text($0) }
        case .bool: column.check = [.integer(0), .integer(1)]
        case .reference(let target):
            let action: ForeignKey.Action =
                switch field.reference?.onDelete ?? .restrict {
                case .cascade: .cascade
                case .restrict: .restrict
                case .null: .null
                }
            column.reference = ForeignKey(table: storage[target]?.table ?? target, column: "id", onDelete: action)
        case .int where field.name == "id": column.isSequence = true
        default: break
        }
        return column
    }

    private func listTables(of resource: Resource) -> [Table] {
        guard let names = storage[resource.name], let id = field("id", of: resource.name) else { return [] }
        return resource.fields.compactMap { field in
            guard case .list(let element, _) = field.type, let name = names.lists[field.name] else { return nil }
            var value = column(of: Field(name: "value", type: element), in: resource)
            value.name = "value"
            value.field = nil
            return Table(
                name: name, resource: resource.name, listField: field.name,
                columns: [
                    Column(
                        name: "parent_id", field: nil, kind: kind(of: id.type), isNullable: false,
                        reference: ForeignKey(table: names.table, column: "id", onDelete: .cascade)),
                    Column(name: "position", field: nil, kind: .integer, isNullable: false),
                    value,
                ],
                primaryKey: ["parent_id", "position"],
                indexes: [
                    Index(
                        name: "\(name)_value", parts: [.init("value"), .init("parent_id")], isUnique: false,
                        condition: nil)
                ])
        }
    }
}
