import Brief

extension CaseWriter {
    mutating func listCases() {
        listAllowCases()
        guard let scene = listScene(3) else { return }
        hiddenParentCase(scene)
        for filter in resource.listing.filters { filterCase(filter, referring(filter, scene)) }
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
        let rules = [own] + model.rulesAbove(resource)
        for cast in casts(rules) {
            let scene = scene(cast, rules)
            listAllowCase(scene, own, "")
            // Where the row's own values decide: the other way too.
            guard isReachable(scene), let other = varied(scene, own, wanted: !holds(own, scene)) else { continue }
            listAllowCase(other, own, "-otherwise")
        }
        for scene in partOwnerScenes(rules) { listAllowCase(scene, own, "") }
    }

    private mutating func listAllowCase(_ scene: Scene, _ own: Expression, _ suffix: String) {
        let slug = "allow." + scene.person.slug + suffix
        if scene.person.isAnonymous, endpoint.authentication == .required {
            if !suffix.isEmpty { return }
            add(
                slug, "\(scene.person.title) is asked to sign in", [allowID], scene.world,
                [Step(request: request(scene), expect: .problem(401))])
        } else if !isReachable(scene) {
            add(
                slug, "\(scene.person.title) is told that there is nothing", [allowID], scene.world,
                [Step(request: request(scene), expect: .problem(404))])
        } else if own.isOfCallerAlone, !holds(own, scene) {
            add(
                slug, "\(scene.person.title) is refused", [allowID], scene.world,
                [Step(request: request(scene), expect: .problem(403))])
        } else {
            listed(slug, "\(scene.person.title) sees what the rule grants", [allowID], scene)
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
                scene.world.add(sibling(&scene, callers))
            }
            let seen = isReachable(scene) ? rows(scene).count : 0
            if seen > best?.1 ?? 0 { best = (scene, seen) }
        }
        return best?.0
    }

    /// Another row beside the target, below the same rows and of the same callers.
    private func sibling(_ scene: inout Scene, _ callers: Set<String>) -> Sample {
        var row = scene.world.next(resource, full: true)
        for field in resource.fields where field.type.isReference && !field.isUnique {
            if !field.isNullable || callers.contains(field.name) { row[field.name] = scene.target[field.name] }
        }
        return row
    }

    /// The scene with one more row that refers to something, where a filter asks for a reference that all others leave out.
    private func referring(_ filter: Listing.Filter, _ scene: Scene) -> Scene {
        guard case .field(let name, _) = filter.test, rows(scene).allSatisfy({ $0[name] == .null }),
            case .reference(let target)? = model.field(name, of: resource.name)?.type,
            let target = model.resources[target]
        else { return scene }
        var scene = scene
        let other = scene.world.addReadable(target)
        var row = sibling(&scene, Set(rule("list").ownershipFields))
        row[name] = other.id
        scene.world.add(row)
        return scene
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
        let expected = rows(scene, sort: sort, where: test).prefix(pageDefault).map { model.answer($0) }
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
        let ordered = rows.dropFirst() + rows.prefix(1)
        guard
            let chosen = ordered.first(where: { row in filter.field.map { row[$0] != .null } ?? true }) ?? ordered.first
        else { return nil }
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
                // A comma separates them.
                let wanted = [value, rows[0][field]].filter { $0 != .null && !Wire.text($0).contains(",") }
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

extension Listing.Filter {
    /// The field whose value is asked for; nil: an expression.
    fileprivate var field: String? {
        if case .field(let name, _) = test { name } else { nil }
    }
}
