import Blueprint
import Brief
import Source

/// The names that rendered code gives to the parts of a resource. Types carry a suffix, so that a resource may be called
/// `Task`, `Error` or `String`; so do members, so that an action may be called anything.
struct ResourceNames {
    var resource: String
    var folder: String
    private let columns: [String: String]

    init(_ resource: Resource, _ blueprint: Blueprint) {
        self.resource = resource.name
        let table = blueprint.schema.table(of: resource.name)
        columns = (table?.columns ?? []).reduce(into: [:]) { names, column in
            if let field = column.field { names[field] = column.name }
        }
        folder =
            "Sources/API/"
            + (table?.name ?? resource.name).split(separator: "_").map { SwiftText.upperFirst(String($0)) }.joined()
    }

    /// `User`
    private var base: String { SwiftText.upperFirst(resource) }
    /// `UserRecord`
    var record: String { base + "Record" }
    /// `UserResource`
    var type: String { base + "Resource" }
    /// `UserRules`
    var rules: String { base + "Rules" }

    /// The column that stores a field: `created_by`.
    func column(of field: String) -> String { columns[field] ?? field }

    func file(_ name: String) -> String { "\(folder)/\(base)\(name).swift" }

    /// `User+Suspend.swift`: no name of an operation is that of another file.
    func file(of operation: String) -> String { "\(folder)/\(base)+\(SwiftText.upperFirst(operation)).swift" }

    /// `suspendEndpoint`
    static func endpoint(_ operation: String) -> String { SwiftText.lowerFirst(operation) + "Endpoint" }
    /// `suspendAllowed`
    static func allowed(_ operation: String) -> String { SwiftText.lowerFirst(operation) + "Allowed" }
    /// `suspendPossible`
    static func possible(_ action: String) -> String { SwiftText.lowerFirst(action) + "Possible" }
}

extension Brief {
    func resource(_ name: String) -> Resource? { resources.first { $0.name == name } }
}

extension Resource {
    /// `id`, the declared fields, `createdAt`, `updatedAt`: what a row has.
    var allFields: [Field] {
        let id = fields.first { $0.name == "id" } ?? Field(name: "id", type: .uuid, isReadonly: true)
        return [id] + fields.filter { $0.name != "id" }
            + ["createdAt", "updatedAt"].map { Field(name: $0, type: .datetime, isReadonly: true) }
    }

    func permission(_ operation: String) -> Expression? { permissions.first { $0.operation == operation }?.rule }
}
