import Brief

extension Model {
    /// Unique fields; each sort; each equality filter with the default sort; references. A test of a range runs along the
    /// default sort's index, so it needs none of its own.
    func indexes(of resource: Resource) -> [Index] {
        guard let names = storage[resource.name] else { return [] }
        let condition = isSoft(resource) ? "\"deleted_at\" IS NULL" : nil
        var claimed = Names()
        var result: [Index] = []
        func add(_ parts: [Index.Part], unique: Bool = false, partial: Bool = true) {
            let condition = partial ? condition : nil
            if result.contains(where: { serves($0, parts, condition) }) { return }
            let name = claimed.claim(
                ([names.table] + parts.map(\.column)).joined(separator: "_") + (unique ? "_unique" : ""))
            result.append(Index(name: name, parts: parts, isUnique: unique, condition: condition))
        }
        for field in resource.fields where field.isUnique {
            if let column = names.columns[field.name] { add([.init(column)], unique: true) }
        }
        if resource.operations.contains(.list) {
            let scope = scopeColumns(of: resource, names)
            for sort in sorts(of: resource) where sort.field != "id" || !scope.isEmpty {
                if let parts = parts(of: sort, names) { add(scope + parts) }
            }
            for field in equalityFilters(of: resource) {
                guard let column = names.columns[field], let parts = parts(of: resource.listing.defaultSort, names)
                else { continue }
                let declared = self.field(field, of: resource.name)
                if declared?.isUnique == true || scope.contains(where: { $0.column == column }) { continue }
                // Deleting what is referred to looks for deleted rows too.
                add(
                    scope + [.init(column)] + parts.filter { $0.column != column },
                    partial: declared?.type.isReference != true)
            }
        }
        for field in resource.fields where field.isIndexed || field.type.isReference {
            if let column = names.columns[field.name] { add([.init(column)], partial: field.type.isReference == false) }
        }
        return result
    }

    /// Each field once, the default first: an index is read in both directions.
    private func sorts(of resource: Resource) -> [Listing.Sort] {
        let first = resource.listing.defaultSort
        return [first] + resource.listing.sort.filter { $0 != first.field }.map { Listing.Sort(field: $0) }
    }

    private func parts(of sort: Listing.Sort, _ names: Storage) -> [Index.Part]? {
        guard let column = names.columns[sort.field] else { return nil }
        if column == "id" { return [.init("id", descending: sort.descending)] }
        return [.init(column, descending: sort.descending), .init("id", descending: sort.descending)]
    }

    /// What every list of the resource compares for equality: the parent of a nested path, and what the rule compares
    /// with the caller (`author = me`).
    private func scopeColumns(of resource: Resource, _ names: Storage) -> [Index.Part] {
        let rule = resource.permissions.first { $0.operation == "list" }?.rule
        let fields = [parents[resource.name]?.reference, rule?.callerField].compactMap { $0 }
        return fields.reduce(into: []) { parts, field in
            guard let column = names.columns[field], !parts.contains(where: { $0.column == column }) else { return }
            parts.append(.init(column))
        }
    }

    /// Fields that a filter compares for equality.
    private func equalityFilters(of resource: Resource) -> [String] {
        resource.listing.filters.compactMap { filter in
            if case .field(let name, .eq) = filter.test { name } else { nil }
        }
    }

    private func serves(_ index: Index, _ parts: [Index.Part], _ condition: String?) -> Bool {
        guard index.condition == nil || index.condition == condition, index.parts.count >= parts.count else {
            return false
        }
        let prefix = Array(index.parts.prefix(parts.count))
        return prefix == parts || prefix == parts.map { Index.Part($0.column, descending: !$0.descending) }
    }
}

extension FieldType {
    var isReference: Bool {
        if case .reference = self { true } else { false }
    }
}

extension Expression {
    /// The field of a rule that is nothing but `field = me`.
    var callerField: String? {
        guard case .compare(.equal, let left, let right) = kind else { return nil }
        switch (left.kind, right.kind) {
        case (.field(let path), .me), (.me, .field(let path)): return path.count == 1 ? path[0] : nil
        default: return nil
        }
    }
}
