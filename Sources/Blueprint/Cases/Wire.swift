import Brief

/// How the values of a case look on the wire and in the database.
enum Wire {
    static func json(_ value: Literal, _ type: FieldType) -> JSON {
        // A decimal is answered with all its digits, however the brief wrote it.
        if case .decimal(_, let scale) = type, let number = value.number, number.scale <= scale {
            return .string(Number(units: number.units(at: scale), scale: scale).text)
        }
        return switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .number(String(value))
        case .decimal(let number): .string(number.text)
        case .text(let text) where type == .json: parsed(text)
        case .text(let text), .enumeration(let text), .date(let text), .datetime(let text): .string(text)
        case .duration(let seconds): .int(seconds.count)
        case .list(let items): .array(items.map { json($0, type.element ?? type) })
        }
    }

    /// As text in a query or a path.
    static func text(_ value: Literal) -> String {
        switch value {
        case .bool(let value): String(value)
        case .int(let value): String(value)
        case .decimal(let number): number.text
        case .text(let text), .enumeration(let text), .date(let text), .datetime(let text): text
        default: ""
        }
    }

    /// The only JSON values that samples hold: `{"number":7}`.
    private static func parsed(_ text: String) -> JSON {
        ["number": .number(String(text.dropFirst(10).dropLast()))]
    }
}

extension Literal {
    fileprivate var number: Number? {
        switch self {
        case .int(let value): Number(units: value)
        case .decimal(let number): number
        default: nil
        }
    }
}

extension FieldType {
    var element: FieldType? {
        if case .list(let element, _) = self { element } else { nil }
    }
}

extension Model {
    /// A row as its resource answers it.
    func answer(_ row: Sample, changing changes: [String: Matcher] = [:]) -> Matcher {
        guard let resource = resources[row.resource] else { return .any }
        return .object(
            readable(resource).map { field in
                .init(field.name, changes[field.name] ?? .equals(Wire.json(row[field.name], field.type)))
            }, exact: true)
    }

    /// Fields that answers show.
    func readable(_ resource: Resource) -> [Field] {
        fields(of: resource).filter { !$0.isHidden && !$0.isWriteonly }
    }

    func given(_ row: Sample) -> Given.Row? {
        guard let resource = resources[row.resource], let names = storage[row.resource] else { return nil }
        var cells: [Given.Cell] = []
        var lists: [Given.Elements] = []
        for field in fields(of: resource) {
            if let column = names.columns[field.name] {
                cells.append(.init(column, Stored.value(row[field.name])))
            } else if let table = names.lists[field.name], case .list(let items) = row[field.name] {
                lists.append(.init(table: table, values: items.map(Stored.value)))
            }
        }
        cells.append(.init("version", .integer(Int64(row.version))))
        if isSoft(resource) { cells.append(.init("deleted_at", row.deletedAt.map { .text($0) } ?? .null)) }
        return Given.Row(resource: row.resource, columns: cells, lists: lists)
    }
}
