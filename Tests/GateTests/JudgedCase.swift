import Brief
import Foundation

@testable import Blueprint

/// A planned case read back from its rows and its request, so that another set of rules can be asked what it would answer.
struct JudgedCase {
    let world: World
    let caller: Person
    /// The row that is called for, or that would be made.
    let target: Sample?
    private let one: Case
    private let sent: Set<String>

    /// What comes of it as far as rules decide.
    enum Outcome: Equatable {
        case refused(Int)
        case done
        /// Ids of the rows that a list answers.
        case rows([String])
    }

    init?(_ one: Case, _ endpoint: Endpoint, _ model: Model) {
        guard let resource = model.resources[endpoint.resource] else { return nil }
        var world = World(model, Samples(model))
        for row in one.given.rows { world.add(Self.sample(row, model)) }
        self.one = one
        switch one.steps[0].request.identity {
        case .account(let id):
            guard let account = world.rows.first(where: { Wire.text($0.id) == id }) else { return nil }
            let role =
                model.brief.auth?.roleField.map { field in
                    model.brief.roles.firstIndex(of: Wire.text(account[field])) ?? 0
                } ?? 0
            caller = Person(title: "", slug: "", account: account, role: role, owns: false)
        default: caller = .anonymous
        }
        var body: [JSON.Member] = []
        if case .json(.object(let members)) = one.steps[0].request.body { body = members }
        sent = Set(body.map(\.name))
        let path = Self.named(one.steps[0].request.path, endpoint)
        func above(_ parameter: PathParameter) -> Sample? {
            world.rows.first {
                $0.resource == parameter.resource && Wire.text($0[parameter.key]) == path[parameter.name]
            }
        }
        switch endpoint.kind {
        case .me: target = caller.account
        case .resource(.create), .resource(.list):
            var row = Samples(model).row(of: resource, number: 900)
            for field in model.fields(of: resource) {
                let value = body.first { $0.name == field.name }?.value
                row[field.name] =
                    value.map { Self.literal($0, field.type) }
                    ?? (field.reference?.isCaller == true ? caller.account?.id : field.defaultValue) ?? .null
            }
            row["createdAt"] = .datetime(Case.now)
            row["updatedAt"] = .datetime(Case.now)
            if let last = endpoint.pathParameters.last, let reference = last.reference {
                guard let parent = above(last) else { return nil }
                row[reference] = parent.id
            }
            target = row
        default:
            guard let last = endpoint.pathParameters.last else { return nil }
            target = above(last)
        }
        self.world = world
    }

    func outcome(_ endpoint: Endpoint, _ model: Model) -> Outcome {
        guard let target, let resource = model.resources[endpoint.resource] else { return .refused(404) }
        let oracle = Oracle(world: world, caller: caller)
        func holds(_ operation: String, of resource: Resource, _ row: Sample) -> Bool {
            resource.permissions.first { $0.operation == operation }.map { oracle.holds($0.rule, row) } ?? false
        }
        if caller.isAnonymous, endpoint.authentication == .required { return .refused(401) }
        var below = target
        while let parent = model.parents[below.resource] {
            guard let row = world.row(parent.resource.name, below[parent.reference]),
                holds("get", of: parent.resource, row)
            else { return .refused(404) }
            below = row
        }
        let operation: Resource.Operation?
        var name = ""
        switch endpoint.kind {
        case .resource(let kind), .me(let kind): (operation, name) = (kind, kind.rawValue)
        case .action(let action): (operation, name) = (nil, action)
        case .account: return .done
        }
        if operation == .list {
            guard let rule = resource.permissions.first(where: { $0.operation == "list" })?.rule else {
                return .refused(403)
            }
            if rule.isOfCallerAlone, !oracle.holds(rule, target) { return .refused(403) }
            let parent = model.parents[resource.name]?.reference
            let rows = world.rows.filter { row in
                row.resource == resource.name && row.deletedAt == nil && oracle.holds(rule, row)
                    && parent.map { row[$0] == target[$0] } ?? true
            }
            return .rows(rows.map { Wire.text($0.id) })
        }
        if operation != .create, !holds("get", of: resource, target) { return .refused(404) }
        if !holds(name, of: resource, target) { return .refused(caller.isAnonymous ? 401 : 403) }
        let guards = resource.fieldGuards.filter { $0.operation == operation && sent.contains($0.field) }
        if !guards.allSatisfy({ oracle.holds($0.rule, target) }) { return .refused(403) }
        let when = resource.actions.first { $0.name == name }?.when
        return when.map { oracle.holds($0, target) } ?? true ? .done : .refused(409)
    }

    // MARK: Reading back

    private static func named(_ path: String, _ endpoint: Endpoint) -> [String: String] {
        let pairs = zip(endpoint.path.split(separator: "/"), path.split(separator: "/"))
        return pairs.reduce(into: [:]) { names, pair in
            guard pair.0.hasPrefix("{") else { return }
            names[String(pair.0.dropFirst().dropLast())] = String(pair.1).removingPercentEncoding
        }
    }

    private static func sample(_ row: Given.Row, _ model: Model) -> Sample {
        var sample = Sample(resource: row.resource, values: [:])
        guard let resource = model.resources[row.resource], let names = model.storage[row.resource] else {
            return sample
        }
        for field in model.fields(of: resource) {
            if let table = names.lists[field.name] {
                let items = row.lists.first { $0.table == table }?.values ?? []
                sample[field.name] = .list(items.map { literal($0, field.type.element ?? field.type) })
            } else if let cell = row.columns.first(where: { $0.column == names.columns[field.name] }) {
                sample[field.name] = literal(cell.value, field.type)
            }
        }
        if case .text(let time)? = row.columns.first(where: { $0.column == "deleted_at" })?.value {
            sample.deletedAt = time
        }
        return sample
    }

    private static func literal(_ value: SQLValue, _ type: FieldType) -> Literal {
        switch (value, type) {
        case (.null, _): .null
        case (.integer(let number), .bool): .bool(number != 0)
        case (.integer(let number), .decimal(_, let scale)): .decimal(Number(units: number, scale: scale))
        case (.integer(let number), _): .int(number)
        case (.text(let text), .enumeration): .enumeration(text)
        case (.text(let text), .date): .date(text)
        case (.text(let text), .datetime): .datetime(text)
        case (.text(let text), _): .text(text)
        }
    }

    private static func literal(_ value: JSON, _ type: FieldType) -> Literal {
        switch (value, type) {
        case (.null, _): .null
        case (.bool(let value), _): .bool(value)
        case (.string(let text), .decimal(_, let scale)):
            literal(.integer(Int64(text.replacing(".", with: "")) ?? 0), .decimal(precision: 18, scale: scale))
        case (.string(let text), _): literal(.text(text), type)
        case (.number(let text), _): .int(Int64(text) ?? 0)
        case (.array(let items), _): .list(items.map { literal($0, type.element ?? type) })
        case (.object, _): .text("")
        }
    }
}
