import Blueprint
import Brief
import Source

/// The members that a request may have, as Platform's `Body`.
struct BodyText {
    let blueprint: Blueprint
    /// Nil for an action's input.
    let resource: Resource?
    /// Members of an action's input that its statement uses.
    var bound: Set<String> = []
    var table: Table? { resource.flatMap { blueprint.schema.table(of: $0.name) } }

    /// - Parameter refuses: fields of the resource that are not members are refused by name, with the reason.
    func text(_ shape: BodyShape, refuses: Bool = true) -> String {
        let members = shape.members.map { member(of: $0.field, isRequired: $0.isRequired) }
        let list =
            members.isEmpty
            ? "[]" : "[\n\(members.map { $0.indented() + (members.count > 1 ? "," : "") }.joined(separator: "\n"))\n]"
        let refused = refuses ? refusals(shape) : []
        if refused.isEmpty { return "Body(\n\(list.indented()))" }
        return
            "Body(\n\(list.indented()),\n    refused: \(Layout.array(refused, indent: 8, prefix: 10).indented().drop { $0 == " " }))"
    }

    private func refusals(_ shape: BodyShape) -> [String] {
        guard let resource else { return [] }
        let taken = Set(shape.members.map(\.field.name))
        return resource.allFields.compactMap { field in
            if taken.contains(field.name) || field.isHidden { return nil }
            let isFree = !field.isReadonly && field.reference?.isCaller != true && !field.type.isSlug
            let reason =
                !isFree ? "readonly" : field.isImmutable ? "immutable" : isGuarded(field) ? "forbidden" : "readonly"
            return "\(SwiftText.literal(field.name)): .\(reason)"
        }
    }

    private func isGuarded(_ field: Field) -> Bool {
        resource?.fieldGuards.contains { $0.field == field.name } == true
    }

    func member(of field: Field, isRequired: Bool) -> String {
        var arguments = [SwiftText.literal(field.name)]
        if let column = table?.columns.first(where: { $0.field == field.name }) {
            arguments.append("column: \(SwiftText.literal(column.name))")
        } else if bound.contains(field.name) {
            arguments.append("column: \(SwiftText.literal(field.inputParameter))")
        }
        arguments.append(memberType(field.type))
        arguments += bounds(field.bounds, of: field.type)
        if let pattern = field.pattern { arguments.append("pattern: \(SwiftText.literal(pattern))") }
        if isRequired { arguments.append("isRequired: true") }
        if field.isNullable { arguments.append("isNullable: true") }
        if field.blankIsNull { arguments.append("blankIsNull: true") }
        if let value = Self.initial(field) { arguments.append("initial: \(value)") }
        if let items = initialItems(field) { arguments.append("items: \(items)") }
        return Layout.call(arguments.count == 0 ? "" : "Member", arguments, indent: 16)
    }

    private func bounds(_ bounds: Bounds?, of type: FieldType) -> [String] {
        guard let bounds else { return [] }
        var scale = 0
        if case .decimal(_, let digits) = type { scale = digits }
        return [("minimum", bounds.minimum), ("maximum", bounds.maximum)].compactMap { name, number in
            number.map { "\(name): \(SwiftText.integer($0.units(at: scale)))" }
        }
    }

    func memberType(_ type: FieldType) -> String {
        switch type {
        case .string, .text, .slug: return ".text"
        case .int: return ".int"
        case .bool: return ".bool"
        case .date: return ".date"
        case .datetime: return ".datetime"
        case .uuid: return ".uuid"
        case .email: return ".email"
        case .url: return ".url"
        case .json: return ".json"
        case .decimal(let precision, let scale): return ".decimal(precision: \(precision), scale: \(scale))"
        case .enumeration(let values):
            return ".enumeration(\(Layout.array(values.map(SwiftText.literal), indent: 16, prefix: 60)))"
        case .list(let element, let bounds):
            let member = Field(name: "element", type: element, bounds: bounds)
            return ".list(\(BodyText(blueprint: blueprint, resource: nil).member(of: member, isRequired: false)))"
        case .reference(let target):
            let statement = blueprint.store(of: target)?.byID.sql ?? ""
            let isNumber = blueprint.brief.resource(target)?.allFields[0].type == .int
            return
                ".reference(\n    statement: \(SwiftText.sql(statement).indented().drop { $0 == " " }),\n    isNumber: \(isNumber))"
        }
    }

    /// What a list holds that is not sent.
    private func initialItems(_ field: Field) -> String? {
        guard case .list(let items) = field.defaultValue, !items.isEmpty, case .list(let type, _) = field.type else {
            return nil
        }
        let values = items.compactMap { item in
            Self.initial(Field(name: "element", type: type, defaultValue: item)).map { $0 + ".databaseValue" }
        }
        return Layout.array(values, indent: 20, prefix: 10)
    }

    static func initial(_ field: Field) -> String? {
        switch field.defaultValue {
        case nil, .null, .list: nil
        case .bool(let value): String(value)
        case .int(let value):
            if case .decimal(_, let scale) = field.type {
                SwiftText.integer(Number(units: value).units(at: scale))
            } else {
                SwiftText.integer(value)
            }
        case .decimal(let number):
            if case .decimal(_, let scale) = field.type {
                SwiftText.integer(number.units(at: scale))
            } else {
                SwiftText.integer(number.units)
            }
        case .text(let text), .enumeration(let text), .date(let text), .datetime(let text): SwiftText.literal(text)
        case .duration(let seconds): SwiftText.integer(seconds.count)
        }
    }
}

extension Number {
    /// As a whole number of 10^-scale, digits beyond cut off.
    func units(at scale: Int) -> Int64 {
        var units = units
        if scale >= self.scale {
            for _ in self.scale..<scale { units = units.multipliedReportingOverflow(by: 10).partialValue }
        } else {
            for _ in scale..<self.scale { units /= 10 }
        }
        return units
    }
}
