import Brief

/// A brief with what is looked up again and again: resources by name, names of tables and columns, parents of paths.
struct Model {
    /// The names of one resource in the database.
    struct Storage {
        var table: String
        /// Column by field, `id`, `createdAt` and `updatedAt` included; list fields have none.
        var columns: [String: String]
        /// Child table by list field.
        var lists: [String: String]
        var search: String?
    }

    /// The resource above in a nested path.
    struct Parent {
        var resource: Resource
        /// The path parameter that names the parent's row.
        var parameter: String
        /// The field that refers to it.
        var reference: String
    }

    let brief: Brief
    let resources: [String: Resource]
    /// Each resource's place in the brief, from 1.
    let numbers: [String: Int]
    let storage: [String: Storage]
    let parents: [String: Parent]
    private let fields: [String: [Field]]
    /// By referenced resource: who refers to it, and by which field.
    private let referrers: [String: [(Resource, Field)]]

    init(_ brief: Brief) {
        self.brief = brief
        resources = Dictionary(brief.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        numbers = Dictionary(
            brief.resources.enumerated().map { ($1.name, $0 + 1) }, uniquingKeysWith: { first, _ in first })
        storage = Self.storage(of: brief.resources)
        parents = Self.parents(of: brief.resources)
        fields = resources.mapValues(Self.allFields)
        var referrers: [String: [(Resource, Field)]] = [:]
        for resource in brief.resources {
            for field in resource.fields {
                if case .reference(let target) = field.type { referrers[target, default: []].append((resource, field)) }
            }
        }
        self.referrers = referrers
    }

    func referrers(to resource: String) -> [(Resource, Field)] { referrers[resource] ?? [] }

    /// `id`, the declared fields, `createdAt`, `updatedAt`.
    func fields(of resource: Resource) -> [Field] { fields[resource.name] ?? Self.allFields(of: resource) }

    private static func allFields(of resource: Resource) -> [Field] {
        var declared = resource.fields
        let id = declared.firstIndex { $0.name == "id" }.map { declared.remove(at: $0) }
        return [id ?? Field(name: "id", type: .uuid, isReadonly: true)] + declared
            + ["createdAt", "updatedAt"].map { Field(name: $0, type: .datetime, isReadonly: true) }
    }

    func field(_ name: String, of resource: String) -> Field? {
        guard let resource = resources[resource] else { return nil }
        if let declared = resource.fields.first(where: { $0.name == name }) { return declared }
        switch name {
        case "id": return Field(name: name, type: .uuid, isReadonly: true)
        case "createdAt", "updatedAt": return Field(name: name, type: .datetime, isReadonly: true)
        default: return nil
        }
    }

    /// The type that values of a field have: of a reference, that of the id it holds.
    func valueType(of type: FieldType) -> FieldType {
        guard case .reference(let target) = type else { return type }
        return field("id", of: target)?.type ?? .uuid
    }

    func kind(of type: FieldType) -> Column.Kind {
        switch valueType(of: type) {
        case .int, .bool, .decimal: .integer
        default: .text
        }
    }

    func isSoft(_ resource: Resource) -> Bool {
        if case .soft = resource.deletion { true } else { false }
    }

    var subject: Resource? { brief.auth.flatMap { resources[$0.subject] } }

    private static func storage(of resources: [Resource]) -> [String: Storage] {
        var tables = Names(reserved: [])
        let shadows = ["", "_data", "_idx", "_content", "_docsize", "_config"].map { "_search" + $0 }
        var result: [String: Storage] = [:]
        for resource in resources {
            var name = Names.plural(Names.snake(resource.name))
            if name.hasPrefix("sqlite_") { name = "t_" + name }
            let table = tables.claim(name, suffixes: resource.listing.search.isEmpty ? [] : shadows)
            result[resource.name] = Storage(
                table: table, columns: columns(of: resource, table: table), lists: [:],
                search: resource.listing.search.isEmpty ? nil : table + "_search")
        }
        for resource in resources {
            for field in resource.fields where field.type.isList {
                guard let storage = result[resource.name] else { continue }
                result[resource.name]?.lists[field.name] = tables.claim(storage.table + "_" + Names.snake(field.name))
            }
        }
        return result
    }

    /// FTS5 keeps `rank`, `rowid` and its table's own name for itself.
    private static func columns(of resource: Resource, table: String) -> [String: String] {
        let searched = resource.listing.search.isEmpty ? [] : ["rank", table + "_search"]
        var names = Names(
            reserved: ["version", "deleted_at", "rowid", "oid", "id", "created_at", "updated_at"] + searched)
        var result = ["id": "id", "createdAt": "created_at", "updatedAt": "updated_at"]
        for field in resource.fields where field.name != "id" && !field.type.isList {
            result[field.name] = names.claim(Names.snake(field.name))
        }
        return result
    }

    private static func parents(of resources: [Resource]) -> [String: Parent] {
        let byPath = Dictionary(resources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var result: [String: Parent] = [:]
        for resource in resources {
            let segments = resource.path.split(separator: "/")
            guard let last = segments.lastIndex(where: { $0.hasPrefix("{") }) else { continue }
            let above = "/" + segments[..<last].joined(separator: "/")
            guard let parent = byPath[above],
                let field = resource.fields.first(where: { $0.type == .reference(parent.name) })
            else { continue }
            result[resource.name] = Parent(
                resource: parent, parameter: String(segments[last].dropFirst().dropLast()), reference: field.name)
        }
        return result
    }
}

extension FieldType {
    var isList: Bool {
        if case .list = self { true } else { false }
    }
}
