import Blueprint
import Brief
import Source

/// Platform's `Listing` of a resource: the parts of its query.
func listingText(_ resource: Resource, _ blueprint: Blueprint) -> String {
    guard let list = blueprint.store(of: resource.name)?.list else { return "" }
    var arguments = ["select: \(SwiftText.sql(list.select))", "count: \(SwiftText.sql(list.count))"]
    let filters = list.filters.map { filterText($0, blueprint) }
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

private func filterText(_ filter: ListQuery.Filter, _ blueprint: Blueprint) -> String {
    let binding = filter.condition.parameters.first { $0.name.hasPrefix("f_") }?.name ?? ""
    let type = filterType(filter.type, blueprint)
    var isList = false
    if case .field(_, .in) = filter.test { isList = true }
    var arguments = [SwiftText.literal(filter.parameter), "binding: \(SwiftText.literal(binding))", type]
    if isList { arguments.append("isList: true") }
    arguments.append("condition: \(SwiftText.sql(filter.condition.sql))")
    return Layout.call(".init", arguments, indent: 16)
}

/// The type of a filter's parameter. Texts that only look for something need no form.
private func filterType(_ type: FieldType, _ blueprint: Blueprint) -> String {
    switch type {
    case .email: ".lowercased"
    case .url: ".text"
    default: BodyText(blueprint: blueprint, resource: nil).memberType(type)
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
    case .cursor(let size, let maximum):
        ".cursor(size: \(SwiftText.integer(size)), maximum: \(SwiftText.integer(maximum)))"
    case .offset(let size, let maximum, let total):
        ".offset(size: \(SwiftText.integer(size)), maximum: \(SwiftText.integer(maximum)), total: \(total))"
    case .none: ".none"
    }
}
