import Blueprint
import Brief

/// Where the values of a brief's rows and requests are had once, and where they refer to such.
struct OwnValues: Sendable {
    /// A field whose values no two rows share.
    struct Kind: Hashable, Sendable {
        var resource: String
        var field: String
    }

    /// A place where a value of a kind stands.
    struct Place: Sendable {
        var kind: Kind
        /// Whose rules the value keeps.
        var field: Field
        /// A reference takes its value from the row that it names.
        var isReference: Bool
    }

    private let brief: Brief
    /// By resource and column.
    private let columns: [String: [String: Place]]

    init(_ blueprint: Blueprint) {
        brief = blueprint.brief
        let brief = blueprint.brief
        columns = brief.resources.reduce(into: [:]) { columns, resource in
            for column in blueprint.schema.table(of: resource.name)?.columns ?? [] {
                guard let name = column.field else { continue }
                columns[resource.name, default: [:]][column.name] = Self.place(name, of: resource, in: brief)
            }
        }
    }

    /// By column.
    func columns(of resource: String) -> [String: Place] { columns[resource] ?? [:] }

    func kind(_ field: String, of resource: String) -> Kind? {
        self.resource(resource).flatMap { Self.place(field, of: $0, in: brief) }?.kind
    }

    /// The members of an endpoint's body, by name: what must be another one in each request too, because a slug is made of it or
    /// a limit counts it.
    func members(of endpoint: Endpoint) -> [String: Place] {
        guard let body = endpoint.body, let resource = resource(endpoint.resource) else { return [:] }
        let counted = brief.limits.filter { $0.scope == .operation(endpoint.id) }.flatMap(\.subjects)
        return body.members.reduce(into: [:]) { places, member in
            let field = member.field
            if let place = place(field, in: endpoint, resource) {
                places[field.name] = place
            } else if counted.contains(.field(field.name)) {
                places[field.name] = Place(
                    kind: Kind(resource: endpoint.id, field: field.name), field: field, isReference: false)
            }
        }
    }

    private func place(_ field: Field, in endpoint: Endpoint, _ resource: Resource) -> Place? {
        switch endpoint.kind {
        case .action(let name):
            // An input is a field of its own; it may be what a unique field is set to.
            if case .reference(let target) = field.type { return reference(to: target) }
            let action = resource.actions.first { $0.name == name }
            let assigned = action?.assignments.first { assignment in
                if case .input(let input) = assignment.value.kind { input.name == field.name } else { false }
            }
            return assigned.flatMap { Self.place($0.field, of: resource, in: brief) }
        case .resource(.create), .account(.register):
            if let slug = Self.slug(of: field, in: resource) {
                return Place(kind: Kind(resource: resource.name, field: slug), field: field, isReference: false)
            }
            fallthrough
        default: return Self.place(field.name, of: resource, in: brief)
        }
    }

    private func reference(to target: String) -> Place? {
        resource(target).flatMap { Self.place("id", of: $0, in: brief, isReference: true) }
    }

    private func resource(_ name: String) -> Resource? { brief.resources.first { $0.name == name } }

    private static func place(
        _ name: String, of resource: Resource, in brief: Brief, isReference: Bool = false
    ) -> Place? {
        let declared = resource.fields.first { $0.name == name }
        if name == "id" {
            return Place(
                kind: Kind(resource: resource.name, field: name), field: declared ?? Field(name: name, type: .uuid),
                isReference: isReference)
        }
        guard let field = declared else { return nil }
        if case .reference(let target) = field.type {
            return brief.resources.first { $0.name == target }.flatMap {
                place("id", of: $0, in: brief, isReference: true)
            }
        }
        guard field.isUnique else { return nil }
        // Slugs and the values that they are made of must not meet.
        return Place(
            kind: Kind(resource: resource.name, field: slug(of: field, in: resource) ?? name), field: field,
            isReference: false)
    }

    /// The unique field that is made from this one.
    private static func slug(of field: Field, in resource: Resource) -> String? {
        resource.fields.first { $0.isUnique && $0.type == .slug(of: field.name) }?.name
    }
}
