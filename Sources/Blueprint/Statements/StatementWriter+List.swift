import Brief
import Source

extension StatementWriter {
    func list() -> ListQuery {
        let rule = resource.permissions.first { $0.operation == "list" }
        // Without a rule nobody sees anything; a constant would make the planner give up on indexes.
        let nobody = SQLCondition(sql: "(:role < -1)", parameters: [.init("role", .integer)])
        let policy = rule.map { SQLCompiler.condition($0.rule, of: resource, in: model) } ?? nobody
        // The sign keeps the planner on the index of the sort: a rule tests rows, it doesn't find them.
        let test = rule?.rule.callerField == nil ? "+\(policy.sql)" : policy.sql
        var condition = "\(test)\(live("t"))"
        var parameters = policy.parameters
        if let parent = model.parents[resource.name],
            let column = columns.first(where: { $0.field == parent.reference })
        {
            condition = "t.\(SQLText.identifier(column.name)) = :parent AND " + condition
            parameters.append(.init("parent", column.kind))
        }
        let from = "FROM \(name) AS t WHERE \(condition)"
        return ListQuery(
            name: resource.name + ".list", select: "SELECT \(selected("t")) \(from)", count: "SELECT count(*) \(from)",
            columns: results, parameters: parameters, filters: resource.listing.filters.map(filter), sorts: sorts(),
            search: search(condition))
    }

    private func search(_ condition: String) -> ListQuery.Search? {
        guard let search = table.search else { return nil }
        let index = SQLText.identifier(search.name)
        let from =
            "FROM \(index) AS s JOIN \(name) AS t ON t.\(SQLText.identifier(search.rowColumn)) = s.\"rowid\" "
            + "WHERE \(index) MATCH :q AND \(condition)"
        func position(_ sign: String) -> SQLCondition {
            SQLCondition(
                sql: "(s.\"rank\", t.\"id\") \(sign) (:cursorValue, :cursorID)",
                parameters: [.init("cursorValue", .text), .init("cursorID", id.kind)])
        }
        return .init(
            select: "SELECT \(selected("t")), s.\"rank\" \(from)", count: "SELECT count(*) \(from)",
            order: "s.\"rank\", t.\"id\"", reversedOrder: "s.\"rank\" DESC, t.\"id\" DESC", after: position(">"),
            before: position("<"))
    }

    /// The default first, then each field both ways.
    private func sorts() -> [ListQuery.Sort] {
        let first = resource.listing.defaultSort
        let others = resource.listing.sort.flatMap { field in
            [false, true].map { Listing.Sort(field: field, descending: $0) }
        }
        return ([first] + others.filter { $0 != first }).compactMap(sort)
    }

    private func sort(_ sort: Listing.Sort) -> ListQuery.Sort? {
        guard let column = columns.first(where: { $0.field == sort.field }) else { return nil }
        let name = "t.\(SQLText.identifier(column.name))"
        func order(_ descending: Bool) -> String {
            let direction = descending ? " DESC" : ""
            return column.name == "id" ? "\(name)\(direction)" : "\(name)\(direction), t.\"id\"\(direction)"
        }
        return .init(
            field: sort.field, descending: sort.descending, order: order(sort.descending),
            reversedOrder: order(!sort.descending), after: position(column, name, descending: sort.descending),
            before: position(column, name, descending: !sort.descending), column: column)
    }

    /// Rows behind the cursor. SQLite sorts null before everything, and comparisons with null find nothing.
    private func position(_ column: Column, _ name: String, descending: Bool) -> SQLCondition {
        let sign = descending ? "<" : ">"
        let parameters = [
            Statement.Parameter("cursorValue", column.kind, isNullable: column.isNullable), .init("cursorID", id.kind),
        ]
        if column.name == "id" { return SQLCondition(sql: "\(name) \(sign) :cursorID", parameters: [parameters[1]]) }
        guard column.isNullable else {
            return SQLCondition(sql: "(\(name), t.\"id\") \(sign) (:cursorValue, :cursorID)", parameters: parameters)
        }
        let nulls =
            descending
            ? "(:cursorValue IS NOT NULL AND \(name) IS NULL)" : "(:cursorValue IS NULL AND \(name) IS NOT NULL)"
        return SQLCondition(
            sql:
                "(\(nulls) OR \(name) \(sign) :cursorValue OR (\(name) IS :cursorValue AND t.\"id\" \(sign) :cursorID))",
            parameters: parameters)
    }
}
