import Brief

extension Model {
    /// What a filter's parameter holds: the type of what it is compared with; one of several values for `in`.
    func type(of filter: Listing.Filter, in resource: Resource) -> FieldType {
        switch filter.test {
        case .field(let name, let comparison):
            guard let type = field(name, of: resource.name)?.type else { return .string }
            return type.element ?? (comparison == .contains ? .string : type)
        case .expression(let expression): return parameterType(in: expression, of: resource) ?? .string
        }
    }

    private func parameterType(in expression: Expression, of resource: Resource) -> FieldType? {
        switch expression.kind {
        case .compare(_, let left, let right):
            if left.kind == .parameter { return type(of: right, in: resource) }
            if right.kind == .parameter { return type(of: left, in: resource) }
            return parameterType(in: left, of: resource) ?? parameterType(in: right, of: resource)
        case .contains(let list, let element) where element.kind == .parameter:
            return type(of: list, in: resource).element
        case .and(let left, let right), .or(let left, let right):
            return parameterType(in: left, of: resource) ?? parameterType(in: right, of: resource)
        case .not(let inner): return parameterType(in: inner, of: resource)
        default: return nil
        }
    }

    private func type(of expression: Expression, in resource: Resource) -> FieldType {
        if case .field(let path) = expression.kind, let field = field(along: path, from: resource) { return field.type }
        switch expression.type {
        case .bool: return .bool
        case .int: return .int
        case .date: return .date
        case .datetime: return .datetime
        case .enumeration(let values): return .enumeration(values)
        case .row(let target): return .reference(target)
        case .decimal:
            var compiler = SQLCompiler(self, resource: resource)
            return .decimal(precision: 18, scale: compiler.value(expression).scale)
        case .text, .uuid, .duration, .null, .list: return .string
        }
    }

    /// The field at the end of a path along references.
    private func field(along path: [String], from resource: Resource) -> Field? {
        guard let first = path.first, let field = field(first, of: resource.name) else { return nil }
        if path.count == 1 { return field }
        guard case .reference(let name) = field.type, let target = resources[name] else { return nil }
        return self.field(along: Array(path.dropFirst()), from: target)
    }
}
