import Blueprint
import Brief
import Source

/// `Sources/API/Users/UserRecord.swift`: a row as Swift sees it, how it is read and how it is answered.
func recordFile(_ resource: Resource, _ blueprint: Blueprint) -> RenderedFile {
    let names = ResourceNames(resource, blueprint)
    let properties = RecordProperty.all(of: resource, blueprint)
    let stored = properties.filter { $0.column != nil }
    let lists = properties.filter { $0.column == nil }
    let listLines =
        lists.isEmpty
        ? ""
        : "\n    var elements: [[DatabaseValue]] = \(Array(repeating: "[]", count: lists.count))"
            .replacing("\"", with: "")
    let body = """
        \(stored.map { "var \($0.name): \($0.type)" }.joined(separator: "\n"))
        var version: Int64\(listLines.replacing("\n    ", with: "\n"))

        init(row: Row) {
        \((stored.map { "\($0.name) = row[\($0.index)]" } + ["version = row[\(stored.count)]"]).joined(separator: "\n").indented())
        }

        var values: [String: DatabaseValue] {
        \(valuesLiteral(stored).indented())
        }

        func write(to json: inout JSONWriter) {
            json.object { json in
        \(properties.compactMap { $0.writing(lists) }.joined(separator: "\n").indented(2))
            }
        }
        """
    return RenderedFile(
        names.file("Record"),
        """
        import GRDB
        import Platform

        /// A row of `\(blueprint.schema.table(of: resource.name)?.name ?? "")`.
        struct \(names.record): StoredRow {
        \(body.indented())
        }

        """)
}

private func valuesLiteral(_ stored: [RecordProperty]) -> String {
    let cells = stored.map { "\(SwiftText.literal($0.column ?? "")): \($0.name).databaseValue" }
    return Layout.array(cells + ["\"version\": version.databaseValue"], indent: 8)
}

/// A property of a record.
struct RecordProperty {
    var field: Field
    /// As it is written in Swift.
    var name: String
    var type: String
    /// Nil for a list field.
    var column: String?
    /// Its place among the columns of the statements.
    var index: Int

    static func all(of resource: Resource, _ blueprint: Blueprint) -> [RecordProperty] {
        let columns = blueprint.store(of: resource.name)?.byID.columns ?? []
        return resource.allFields.map { field in
            let index = columns.firstIndex { $0.field == field.name }
            return RecordProperty(
                field: field, name: SwiftText.escaped(memberName(field.name)),
                type: swiftType(of: field, in: blueprint.brief),
                column: index.map { columns[$0].name }, index: index ?? 0)
        }.sorted { $0.index < $1.index }
    }

    /// Names that the record needs itself, parameters of its functions among them, get a suffix. So does such a name that
    /// already has it: `init` and `initField` stay two names.
    static func memberName(_ field: String) -> String {
        let name = SwiftText.lowerFirst(field)
        var stem = name[...]
        while stem.hasSuffix("Field") { stem = stem.dropLast("Field".count) }
        return reserved.contains(String(stem)) ? name + "Field" : name
    }

    private static let reserved: Set = ["version", "values", "elements", "init", "self", "write", "row", "json"]

    /// `json.member("name", name)`; nil for a field that is not answered.
    func writing(_ lists: [RecordProperty]) -> String? {
        if field.isHidden || field.isWriteonly { return nil }
        let name = SwiftText.literal(field.name)
        guard column != nil else {
            let index = lists.firstIndex { $0.field.name == field.name } ?? 0
            return member(name, "elements: elements[\(index)]")
        }
        let optional = field.isNullable
        switch field.type {
        case .json: return member(name, "raw: \(self.name)")
        case .decimal(_, let scale):
            return member(
                name,
                optional
                    ? "\(self.name).map { Decimals.text($0, scale: \(scale)) }"
                    : "Decimals.text(\(self.name), scale: \(scale))")
        default: return member(name, self.name)
        }
    }

    private func member(_ name: String, _ value: String) -> String {
        Layout.call("json.member", [name, value], indent: 12)
    }
}

/// `String?`
func swiftType(of field: Field, in brief: Brief) -> String {
    let base =
        switch field.type {
        case .int, .decimal: "Int64"
        case .bool: "Bool"
        case .datetime: "Timestamp"
        case .reference(let target): brief.resource(target)?.allFields[0].type == .int ? "Int64" : "String"
        default: "String"
        }
    return field.isNullable ? base + "?" : base
}
