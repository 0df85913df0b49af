import Brief

extension CaseWriter {
    mutating func listCases() {
        listAllowCases()
        guard let scene = listScene(3) else { return }
        hiddenParentCase(scene)
        for filter in resource.listing.filters { filterCase(filter, scene) }
        for field in resource.listing.sort { sortCases(field, scene) }
        for field in resource.listing.search { searchCase(field, scene) }
        listed("order.default", "in the default order", ["\(endpoint.id).page"], scene)
        if model.isSoft(resource) { deletedCase(scene) }
        pageCases(scene)
        refusedQueries(scene)
    }

    /// Each identity sees what the rule grants, or is refused.
    private mutating func listAllowCases() {
        let own = rule("list")
        for cast in casts([own]) {
            let scene = scene(cast, [own])
            let oracle = Oracle(world: scene.world, caller: scene.person)
            let slug = "allow." + scene.person.slug
            if scene.person.isAnonymous, endpoint.authentication == .required {
                add(
                    slug, "\(scene.person.title) is asked to sign in", [allowID], scene.world,
                    [Step(request: request(scene), expect: .problem(401))])
            } else if !isReachable(scene) {
                add(
                    slug, "\(scene.person.title) is told that there is nothing", [allowID], scene.world,
                    [Step(request: request(scene), expect: .problem(404))])
            } else if !own.readsRow, !own.comparesSelf, !oracle.holds(own, scene.target) {
                add(
                    slug, "\(scene.person.title) is refused", [allowID], scene.world,
                    [Step(request: request(scene), expect: .problem(403))])
            } else {
                listed(slug, "\(scene.person.title) sees what the rule grants", [allowID], scene)
            }
        }
    }

    /// A caller who sees the most, and rows whose values all differ.
    private func listScene(_ count: Int) -> Scene? {
        let own = rule("list")
        var best: (Scene, Int)?
        for cast in casts([own]).sorted(by: { $0.preference < $1.preference }) {
            var scene = scene(cast, [own], full: true)
            let callers = Set(own.ownershipFields)
            for _ in 1..<count {
                var row = scene.world.next(resource, full: true)
                for field in resource.fields where field.type.isReference && !field.isUnique {
                    if !field.isNullable || callers.contains(field.name) { row[field.name] = scene.target[field.name] }
                }
                scene.world.add(row)
            }
            let seen = isReachable(scene) ? rows(scene).count : 0
            if seen > best?.1 ?? 0 { best = (scene, seen) }
        }
        return best?.0
    }

    /// The rows that a list answers, in order.
    func rows(_ scene: Scene, sort: Listing.Sort? = nil, where test: (Sample) -> Bool = { _ in true }) -> [Sample] {
        let oracle = Oracle(world: scene.world, caller: scene.person)
        let own = rule("list")
        let parent = model.parents[resource.name]?.reference
        return scene.world.rows.filter { row in
            row.resource == resource.name && row.deletedAt == nil && oracle.holds(own, row) && test(row)
                && parent.map { row[$0] == scene.target[$0] } ?? true
        }.sorted { Self.precedes($0, $1, sort ?? resource.listing.defaultSort) }
    }

    /// Null before everything; the id decides between equals, in the same direction.
    private static func precedes(_ left: Sample, _ right: Sample, _ sort: Listing.Sort) -> Bool {
        func order(_ left: Literal, _ right: Literal) -> Int {
            if let order = Oracle.order(left, right) { return order }
            return left == right ? 0 : left == .null ? -1 : 1
        }
        let order = (order(left[sort.field], right[sort.field]), order(left.id, right.id))
        let first = order.0 == 0 ? order.1 : order.0
        return sort.descending ? first > 0 : first < 0
    }

    private mutating func listed(
        _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene, query: [Request.Pair] = [],
        sort: Listing.Sort? = nil, where test: (Sample) -> Bool = { _ in true }
    ) {
        let expected = rows(scene, sort: sort, where: test).map { model.answer($0) }
        add(
            slug, title, requirements, scene.world,
            [Step(request: request(scene, query: query), expect: Answer(status: 200, body: page(expected)))],
            unchanged: true)
    }

    func page(_ rows: [Matcher]) -> Matcher { .object([.init("items", .array(rows))], exact: false) }

    // MARK: Filters, sorts, search

    private mutating func filterCase(_ filter: Listing.Filter, _ scene: Scene) {
        guard let (text, test) = test(filter, scene) else { return }
        let name = filter.parameter
        listed(
            "filter.\(name)", "filtered by \(name)", ["\(endpoint.id).filter.\(name)"], scene,
            query: [.init(name, text)],
            where: test)
        guard case .field(let field, let comparison) = filter.test, comparison != .contains,
            let type = model.field(field, of: resource.name)?.type, type.hasForm
        else { return }
        add(
            "filter.\(name).invalid", "\(name) of the wrong form", ["\(endpoint.id).filter.\(name)"], scene.world,
            [Step(request: request(scene, query: [.init(name, "no such value")]), expect: .problem(400))])
    }

    /// The parameter's text, and what it lets through: the value is that of the second row.
    private func test(_ filter: Listing.Filter, _ scene: Scene) -> (String, (Sample) -> Bool)? {
        let rows = rows(scene)
        guard let chosen = rows.dropFirst().first ?? rows.first else { return nil }
        let oracle = Oracle(world: scene.world, caller: scene.person)
        switch filter.test {
        case .expression(let expression):
            guard let value = sought(expression, chosen, oracle) else { return nil }
            var bound = oracle
            bound.parameter = value
            return (Wire.text(value), { [bound] in bound.holds(expression, $0) })
        case .field(let field, let comparison):
            let value = chosen[field]
            switch (comparison, value) {
            case (.contains, .list(let items)):
                guard let item = items.first else { return nil }
                return (
                    Wire.text(item), { if case .list(let items) = $0[field] { items.contains(item) } else { false } }
                )
            case (.contains, _):
                let part = String(Wire.text(value).suffix(3))
                return (part, { $0[field] != .null && Wire.text($0[field]).utf8.contains(part.utf8) })
            case (.in, _):
                let wanted = [value, rows[0][field]].filter { $0 != .null }
                guard !wanted.isEmpty else { return nil }
                return (
                    wanted.map(Wire.text).unique.joined(separator: ","),
                    { wanted.contains($0[field]) && $0[field] != .null }
                )
            default:
                guard value != .null, let comparison = comparison.comparison else { return nil }
                return (Wire.text(value), { oracle.compare(comparison, $0[field], value) })
            }
        }
    }

    /// A value of `$` for which the filter finds this row.
    private func sought(_ filter: Expression, _ row: Sample, _ oracle: Oracle) -> Literal? {
        var found: Literal?
        for kind in filter.parts {
            switch kind {
            case .compare(_, let left, let right):
                if left.kind == .parameter { found = oracle.value(right, row) }
                if right.kind == .parameter { found = oracle.value(left, row) }
            case .contains(let list, let element) where element.kind == .parameter:
                if case .list(let items) = oracle.value(list, row) { found = items.first }
            default: break
            }
        }
        return found == .null ? nil : found
    }

    private mutating func sortCases(_ field: String, _ scene: Scene) {
        for descending in [false, true] {
            listed(
                "sort.\(descending ? "-" : "")\(field)",
                "sorted by \(field), \(descending ? "descending" : "ascending")",
                ["\(endpoint.id).sort.\(field)"], scene, query: [.init("sort", (descending ? "-" : "") + field)],
                sort: Listing.Sort(field: field, descending: descending))
        }
    }

    /// A word that only one row has in this field.
    private mutating func searchCase(_ field: String, _ scene: Scene) {
        guard let declared = model.field(field, of: resource.name), declared.pattern == nil,
            var row = rows(scene).last(where: { $0.id != scene.person.account?.id })
        else { return }
        var scene = scene
        row[field] = .text(declared.type == .email ? "zebra@example.org" : "zebra")
        if let maximum = declared.bounds?.maximum, maximum.units(at: 0) < 17 { return }
        if let minimum = declared.bounds?.minimum, minimum.units(at: 0) > 5 { return }
        scene.world.replace(row)
        listed(
            "search.\(field)", "found by a word in \(field)", ["\(endpoint.id).search"], scene,
            query: [.init("q", "zebra")],
            where: { $0.id == row.id })
    }

    private mutating func deletedCase(_ scene: Scene) {
        guard var row = rows(scene).last(where: { $0.id != scene.person.account?.id }) else { return }
        var scene = scene
        row.deletedAt = "2026-01-14T00:00:00.000Z"
        scene.world.replace(row)
        listed("deleted", "a deleted row is invisible", ["\(resource.name).delete.soft"], scene)
    }
}

extension Listing.FilterOperator {
    var comparison: Comparison? {
        switch self {
        case .eq: .equal
        case .ne: .notEqual
        case .lt: .less
        case .lte: .lessOrEqual
        case .gt: .greater
        case .gte: .greaterOrEqual
        case .in, .contains: nil
        }
    }
}

extension FieldType {
    /// Whether a text can be no value of this type.
    var hasForm: Bool {
        switch self {
        case .int, .decimal, .bool, .date, .datetime, .uuid, .enumeration: true
        default: false
        }
    }
}
