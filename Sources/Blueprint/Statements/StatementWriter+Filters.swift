import Brief
import Source

extension StatementWriter {
    func filter(_ filter: Listing.Filter) -> ListQuery.Filter {
        let type = model.valueType(of: model.type(of: filter, in: resource))
        let parameter = "f_" + String(filter.parameter.map { $0 == "." ? "_" : $0 })
        switch filter.test {
        case .expression(let expression):
            let condition = SQLCompiler.condition(expression, of: resource, in: model, parameter: parameter)
            return .init(
                parameter: filter.parameter,
                condition: SQLCondition(
                    sql: "+" + condition.sql, parameters: condition.parameters), test: filter.test, type: type)
        case .field(let field, let comparison):
            return .init(
                parameter: filter.parameter, condition: condition(field, comparison, parameter), test: filter.test,
                type: type)
        }
    }

    /// Only equality and a test of the default sort's field may choose the index; others test the rows that the sort
    /// yields.
    private func condition(_ field: String, _ comparison: Listing.FilterOperator, _ parameter: String) -> SQLCondition {
        if let elements = model.storage[resource.name]?.lists[field] { return contains(elements, field, parameter) }
        guard let column = columns.first(where: { $0.field == field }) else { return SQLCondition(sql: "0") }
        if comparison == .eq, model.field(field, of: resource.name)?.isUnique == true {
            return single(column, parameter)
        }
        let sign = comparison == .eq || field == resource.listing.defaultSort.field ? "" : "+"
        let name = "\(sign)t.\(SQLText.identifier(column.name))"
        let sql =
            switch comparison {
            case .eq: "\(name) = :\(parameter)"
            case .ne: "\(name) <> :\(parameter)"
            case .lt: "\(name) < :\(parameter)"
            case .lte: "\(name) <= :\(parameter)"
            case .gt: "\(name) > :\(parameter)"
            case .gte: "\(name) >= :\(parameter)"
            case .in: "+\(name) IN (SELECT \"value\" FROM json_each(:\(parameter)))"
            case .contains: "instr(\(name), :\(parameter)) > 0"
            }
        return SQLCondition(sql: sql, parameters: [.init(parameter, comparison == .in ? .text : column.kind)])
    }

    /// At most one row: found by its id, since SQLite doesn't see that a partial unique index leaves nothing to sort.
    private func single(_ column: Column, _ parameter: String) -> SQLCondition {
        SQLCondition(
            sql:
                "t.\"id\" = (SELECT u.\"id\" FROM \(name) AS u WHERE u.\(SQLText.identifier(column.name)) = :\(parameter)\(live("u")))",
            parameters: [.init(parameter, column.kind)])
    }

    private func contains(_ elements: String, _ field: String, _ parameter: String) -> SQLCondition {
        var kind = Column.Kind.text
        if case .list(let element, _)? = model.field(field, of: resource.name)?.type { kind = model.kind(of: element) }
        return SQLCondition(
            sql: "+EXISTS (SELECT 1 FROM \(SQLText.identifier(elements)) AS e WHERE e.\"parent_id\" = t.\"id\" "
                + "AND e.\"value\" = :\(parameter))",
            parameters: [.init(parameter, kind)])
    }
}
