import Source

/// Reads `list`.
struct ListingReader {
    let resource: ResourceReader
    private var problems: Problems { resource.problems }

    init(resource: ResourceReader) { self.resource = resource }

    func listing(_ node: YAMLNode?) -> Listing {
        var listing = Listing()
        guard let node,
            let section = Section(
                node, of: "\"list\"", keys: ["filter", "search", "sort", "default", "page"], notYet: ["view"], problems)
        else { return listing }
        if let filter = section["filter"] { listing.filters = filters(filter) }
        if let search = section["search"] { listing.search = fields(search, "\"search\"", isSearchable, "be searched") }
        if let sort = section["sort"] { listing.sort = fields(sort, "\"sort\"", isSortable, "be sorted by") }
        if let sort = section.text("default").flatMap(defaultSort) { listing.defaultSort = sort }
        if let page = section.text("page") { listing.page = self.page(page) ?? listing.page }
        return listing
    }

    private func filters(_ node: YAMLNode) -> [Listing.Filter] {
        var taken: Set<String> = []
        func isNew(_ scalar: YAMLScalar) -> Bool {
            if taken.insert(scalar.text).inserted { return true }
            problems.report("duplicate-value", "\"\(scalar.text)\" is given twice", at: scalar)
            return false
        }
        if let entries = node.mapping {
            return entries.compactMap { entry in
                checkParameter(entry.key)
                guard isNew(entry.key), let scalar = problems.text(entry.value, of: "a filter") else { return nil }
                let scope = Scope(resource: resource.name, hasParameter: true)
                return ExpressionChecker.rule(scalar, resource.schema, scope, problems)
                    .map { Listing.Filter(parameter: entry.key.text, test: .expression($0)) }
            }
        }
        return problems.texts(node, of: "\"filter\"").compactMap { isNew($0) ? fieldFilter($0) : nil }
    }

    private func checkParameter(_ key: YAMLScalar) {
        if !Names.isName(key.text) || ["q", "sort", "limit", "cursor", "offset"].contains(key.text) {
            problems.report(
                "name", "\"\(key.text)\" can't name a filter", at: key,
                help: "letters and digits; q, sort, limit, cursor and offset are taken")
        }
    }

    private func fieldFilter(_ scalar: YAMLScalar) -> Listing.Filter? {
        let parts = scalar.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let field = resource.schema.field(parts[0], of: resource.name) else {
            problems.unknown("field", parts[0], at: scalar.range, among: resource.fieldNames)
            return nil
        }
        let name = parts.count == 2 ? parts[1] : "eq"
        guard let filterOperator = Listing.FilterOperator(rawValue: name) else {
            problems.unknown(
                "operator", name, at: scalar.range, among: Listing.FilterOperator.allCases.map(\.rawValue))
            return nil
        }
        guard isReadable(field, scalar) else { return nil }
        guard Self.suits(field.type, filterOperator) else {
            problems.report(
                "unsuitable-type", "\(field.type.valueType.noun) can't be filtered by \"\(name)\"", at: scalar)
            return nil
        }
        return Listing.Filter(parameter: scalar.text, test: .field(field.name, filterOperator))
    }

    private static func suits(_ type: FieldType, _ filterOperator: Listing.FilterOperator) -> Bool {
        switch (type, filterOperator) {
        case (.json, _): false
        case (.list, let name): name == .contains
        case (.string, .contains), (.text, .contains), (.email, .contains), (.url, .contains): true
        case (_, .contains): false
        case (_, .eq), (_, .ne), (_, .in): true
        default: type.valueType.isOrdered
        }
    }

    private func isReadable(_ field: Field, _ scalar: YAMLScalar) -> Bool {
        guard field.isHidden || field.isWriteonly else { return true }
        problems.report("unreadable-field", "\"\(field.name)\" is never answered, and this would tell it", at: scalar)
        return false
    }

    private func fields(
        _ node: YAMLNode, _ what: String, _ suits: (FieldType) -> Bool, _ verb: String
    ) -> [String] {
        var names: [String] = []
        for scalar in problems.texts(node, of: what) {
            guard let field = resource.field(scalar), isReadable(field, scalar) else { continue }
            if !suits(field.type) {
                problems.report("unsuitable-type", "\(field.type.valueType.noun) can't \(verb)", at: scalar)
            } else if names.contains(field.name) {
                problems.report("duplicate-value", "\"\(field.name)\" is given twice", at: scalar)
            } else {
                names.append(field.name)
            }
        }
        return names
    }

    private func isSearchable(_ type: FieldType) -> Bool { [.string, .text, .email, .url].contains(type) }

    private func isSortable(_ type: FieldType) -> Bool {
        switch type {
        case .json, .list, .reference: false
        default: true
        }
    }

    private func defaultSort(_ scalar: YAMLScalar) -> Listing.Sort? {
        let name = scalar.text.hasPrefix("-") ? String(scalar.text.dropFirst()) : scalar.text
        guard let field = resource.schema.field(name, of: resource.name) else {
            problems.unknown("field", name, at: scalar.range, among: resource.fieldNames)
            return nil
        }
        guard isReadable(field, scalar) else { return nil }
        guard isSortable(field.type) else {
            problems.report("unsuitable-type", "\(field.type.valueType.noun) can't be sorted by", at: scalar)
            return nil
        }
        return Listing.Sort(field: name, descending: scalar.text.hasPrefix("-"))
    }

    private func page(_ scalar: YAMLScalar) -> Listing.Page? {
        if scalar.text == "none" { return Listing.Page.none }
        let form = /(cursor|offset)\(([0-9]{1,6}), *([0-9]{1,6})\)( total)?/
        guard let match = scalar.text.wholeMatch(of: form), let size = Int(match.2), let maximum = Int(match.3),
            match.1 == "offset" || match.4 == nil
        else {
            problems.report(
                "page", "\"\(scalar.text)\" is no way to cut pages", at: scalar,
                help: "cursor(50, 1000), offset(20, 100), offset(20, 100) total, none")
            return nil
        }
        if size < 1 || size > maximum || maximum > 10_000 {
            problems.report(
                "range", "the default must be 1 or more and at most the maximum, which is 10000 or less", at: scalar)
        }
        return match.1 == "cursor"
            ? .cursor(size: size, maximum: maximum) : .offset(size: size, maximum: maximum, total: match.4 != nil)
    }
}
