import Blueprint
import Brief
import Source

/// Platform's `Listing` of a resource: the parts of its query.
func listingText(_ resource: Resource, _ blueprint: Blueprint) -> String {
    guard let list = blueprint.store(of: resource.name)?.list else { return "" }
    var arguments = ["select: \(SwiftText.sql(list.select))", "count: \(SwiftText.sql(list.count))"]
    let filters = list.filters.map { filterText($0, resource, blueprint) }
    if !filters.isEmpty { arguments.append("filters: " + Layout.array(filters, indent: 8, prefix: 200)) }
    var seen: Set<String> = []
    let orders = list.sorts.map { sort in
        orderText(
            (sort.descending ? "-" : "") + sort.field, column: sort.column.name, sort.order, sort.reversedOrder,
            sort.after.sql, sort.before.sql)
    }.filter { seen.insert($0).inserted }
    arguments.append("orders: " + Layout.array(orders, indent: 8, prefix: 200))
    if let search = list.search {
        let order = orderText(
            "q", column: "rank", search.order, search.reversedOrder, search.after.sql, search.before.sql)
        arguments.append(
            Layout.call(
                "search: .init",
                [
                    "select: \(SwiftText.sql(search.select))", "count: \(SwiftText.sql(search.count))",
                    "order: \(order)",
                ],
                indent: 8))
    }
    arguments.append("paging: " + pagingText(resource.listing.page))
    return Layout.call("Listing", arguments, indent: 8)
}

private func filterText(_ filter: ListQuery.Filter, _ resource: Resource, _ blueprint: Blueprint) -> String {
    let binding = filter.condition.parameters.first { $0.name.hasPrefix("f_") }?.name ?? ""
    var type = ".text"
    var isList = false
    switch filter.test {
    case .field(let name, let comparison):
        if let field = resource.allFields.first(where: { $0.name == name }) {
            type = filterType(field.type, comparison, blueprint)
        }
        isList = comparison == .in
    case .expression(let expression): type = parameterType(expression) ?? ".text"
    }
    var arguments = [SwiftText.literal(filter.parameter), "binding: \(SwiftText.literal(binding))", type]
    if isList { arguments.append("isList: true") }
    arguments.append("condition: \(SwiftText.sql(filter.condition.sql))")
    return Layout.call(".init", arguments, indent: 16)
}

/// The type of what a parameter is compared with. Texts that only look for something need no form.
private func filterType(_ type: FieldType, _ comparison: Listing.FilterOperator, _ blueprint: Blueprint) -> String {
    switch type {
    case .list(let element, _): filterType(element, comparison, blueprint)
    case .email, .url: comparison == .contains ? ".text" : type == .email ? ".lowercased" : ".text"
    case .reference(let target): blueprint.brief.resource(target)?.allFields[0].type == .int ? ".int" : ".uuid"
    default:
        comparison == .contains ? ".text" : BodyText(blueprint: blueprint, resource: nil).memberType(type)
    }
}

/// The type of `$` from what it stands beside.
private func parameterType(_ expression: Expression) -> String? {
    switch expression.kind {
    case .compare(_, let left, let right):
        if left.kind == .parameter { return valueType(right.type) }
        if right.kind == .parameter { return valueType(left.type) }
        return parameterType(left) ?? parameterType(right)
    case .and(let left, let right), .or(let left, let right): return parameterType(left) ?? parameterType(right)
    case .not(let inner): return parameterType(inner)
    default: return nil
    }
}

private func valueType(_ type: ValueType) -> String {
    switch type {
    case .bool: ".bool"
    case .int: ".int"
    case .date: ".date"
    case .datetime: ".datetime"
    default: ".text"
    }
}

private func orderText(
    _ name: String, column: String, _ forward: String, _ backward: String, _ after: String, _ before: String
) -> String {
    Layout.call(
        ".init",
        [
            SwiftText.literal(name), "column: \(SwiftText.literal(column))", "forward: \(SwiftText.sql(forward))",
            "backward: \(SwiftText.sql(backward))", "after: \(SwiftText.sql(after))",
            "before: \(SwiftText.sql(before))",
        ], indent: 16)
}

private func pagingText(_ page: Listing.Page) -> String {
    switch page {
    case .cursor(let size, let maximum): ".cursor(size: \(size), maximum: \(maximum))"
    case .offset(let size, let maximum, let total): ".offset(size: \(size), maximum: \(maximum), total: \(total))"
    case .none: ".none"
    }
}
