import Brief
import Source

/// Compiles expressions to SQL over the row named by `row`. A condition is 0 or 1, never null: `= null` asks whether there is
/// none, any comparison with a value that is not there is false, and so is one whose arithmetic fails.
struct SQLCompiler {
    let model: Model
    /// The resource of the row; nil where only constants and the caller can appear.
    let resource: Resource?
    /// The name of the row in the statement.
    var row = "t"
    /// What `$` is bound to.
    var parameterName = "parameter"
    private(set) var parameters: [Statement.Parameter] = []
    private var depth = 0

    init(_ model: Model, resource: Resource?, row: String = "t", parameter: String = "parameter") {
        self.model = model
        self.resource = resource
        self.row = row
        parameterName = parameter
    }

    static func condition(
        _ expression: Expression, of resource: Resource?, in model: Model, parameter: String = "parameter"
    ) -> SQLCondition {
        var compiler = SQLCompiler(model, resource: resource, parameter: parameter)
        let sql = compiler.condition(expression)
        return SQLCondition(sql: sql, parameters: compiler.parameters)
    }

    // MARK: Conditions

    mutating func condition(_ expression: Expression) -> String {
        switch expression.kind {
        case .anyone: return "1"
        case .literal(.bool(let value)): return value ? "1" : "0"
        case .role(let name):
            bind(.init("role", .integer))
            return "(:role >= \(model.brief.roles.firstIndex(of: name) ?? model.brief.roles.count))"
        case .and(let left, let right): return "(\(condition(left)) AND \(condition(right)))"
        case .or(let left, let right): return "(\(condition(left)) OR \(condition(right)))"
        case .not(let inner): return "(NOT \(condition(inner)))"
        case .compare(let comparison, let left, let right): return compare(comparison, left, right)
        case .among(let element, let members):
            return "(" + members.map { compare(.equal, element, $0) }.joined(separator: " OR ") + ")"
        case .contains(let list, let element): return contains(list, element)
        default: return "COALESCE(\(value(expression).sql), 0)"
        }
    }

    private mutating func compare(_ comparison: Comparison, _ left: Expression, _ right: Expression) -> String {
        if comparison == .equal, let asked = left.besideNull(right) { return "(\(value(asked).sql) IS NULL)" }
        let mayBothBeNull = mayBeNull(left) && mayBeNull(right)
        var sides = (left: value(left), right: value(right))
        // What `$` is bound to comes in the unit of what it is compared with.
        if left.kind == .parameter { sides.left.scale = sides.right.scale }
        if right.kind == .parameter { sides.right.scale = sides.left.scale }
        let (left, right) = aligned(sides.left, sides.right)
        let compared =
            switch comparison {
            case .equal: "(\(left.sql) IS \(right.sql))"
            case .notEqual: "COALESCE(\(left.sql) <> \(right.sql), 0)"
            default: "COALESCE(\(left.sql) \(comparison.rawValue) \(right.sql), 0)"
            }
        var guards = left.guards + right.guards
        if comparison == .equal, mayBothBeNull { guards.append("\(right.sql) IS NOT NULL") }
        return guards.isEmpty ? compared : "(" + (guards + [compared]).joined(separator: " AND ") + ")"
    }

    private func mayBeNull(_ value: Expression) -> Bool {
        switch value.kind {
        case .row, .now, .parameter, .literal: false
        case .input(let field): field.isNullable
        // What a path leads to can be gone.
        case .field(let path):
            path.count > 1 || resource.flatMap { model.field(path[0], of: $0.name) }?.isNullable ?? true
        default: true
        }
    }

    private mutating func contains(_ list: Expression, _ element: Expression) -> String {
        guard case .field(let path) = list.kind, let name = path.last, let resource else { return "0" }
        let element = value(element)
        guard let (owner, id) = ownerRow(of: path, from: resource), let table = model.storage[owner.name]?.lists[name]
        else {
            return "0"
        }
        depth += 1
        let alias = "e\(depth)"
        return
            "EXISTS (SELECT 1 FROM \(SQLText.identifier(table)) AS \"\(alias)\" WHERE \"\(alias)\".\"parent_id\" IS \(id) "
            + "AND \"\(alias)\".\"value\" IS \(element.sql))"
    }

    // MARK: Values

    /// A scalar: its text, the scale of a decimal, and the conditions under which its arithmetic holds.
    struct Value {
        var sql: String
        var scale: Int = 0
        var guards: [String] = []
    }

    mutating func value(_ expression: Expression) -> Value {
        switch expression.kind {
        case .literal(let literal): return self.literal(literal)
        case .me:
            bind(.init("me", .text, isNullable: true))
            return Value(sql: ":me")
        case .row: return Value(sql: "\"\(row)\".\"id\"")
        case .parameter:
            bind(.init(parameterName, .text, isNullable: true))
            return Value(sql: ":" + parameterName)
        case .input(let field):
            bind(.init(field.inputParameter, model.kind(of: field.type), isNullable: field.isNullable))
            return Value(sql: ":" + field.inputParameter, scale: field.type.scale)
        case .now:
            bind(.init("now", .text))
            return Value(sql: ":now")
        case .field(let path): return field(path)
        case .callerField(let path): return callerField(path)
        case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, expression.type)
        default: return Value(sql: condition(expression))
        }
    }

    private func literal(_ literal: Literal) -> Value {
        switch literal {
        case .decimal(let number): Value(sql: String(number.units), scale: number.scale)
        default: Value(sql: Stored.value(literal).sql)
        }
    }

    /// `status` is a column; `author.username` a subselect along the references.
    private mutating func field(_ path: [String]) -> Value {
        guard let resource, let column = model.storage[resource.name]?.columns[path[0]] else {
            return Value(sql: "NULL")
        }
        return follow(path, from: resource, start: "\"\(row)\".\(SQLText.identifier(column))")
    }

    private mutating func callerField(_ path: [String]) -> Value {
        bind(.init("me", .text, isNullable: true))
        guard let subject = model.subject else { return Value(sql: "NULL") }
        return along(path, from: subject, id: ":me")
    }

    /// `start` is the value of the path's first field.
    private mutating func follow(_ path: [String], from resource: Resource, start: String) -> Value {
        guard let field = model.field(path[0], of: resource.name) else { return Value(sql: "NULL") }
        if path.count == 1 { return Value(sql: start, scale: field.type.scale) }
        guard case .reference(let name) = field.type, let target = model.resources[name] else {
            return Value(sql: "NULL")
        }
        return along(Array(path.dropFirst()), from: target, id: start)
    }

    /// The value at the end of `path` from the live row of `resource` with this id.
    private mutating func along(_ path: [String], from resource: Resource, id: String) -> Value {
        guard let names = model.storage[resource.name], let column = names.columns[path[0]] else {
            return Value(sql: "NULL")
        }
        depth += 1
        let alias = "r\(depth)"
        let inner = follow(path, from: resource, start: "\"\(alias)\".\(SQLText.identifier(column))")
        let live = model.isSoft(resource) ? " AND \"\(alias)\".\"deleted_at\" IS NULL" : ""
        return Value(
            sql:
                "(SELECT \(inner.sql) FROM \(SQLText.identifier(names.table)) AS \"\(alias)\" WHERE \"\(alias)\".\"id\" = \(id)"
                + "\(live))",
            scale: inner.scale, guards: inner.guards)
    }

    /// The resource that holds the list at the end of `path`, and its row's id.
    private mutating func ownerRow(of path: [String], from resource: Resource) -> (Resource, String)? {
        guard path.count > 1 else { return (resource, "\"\(row)\".\"id\"") }
        var owner = resource
        for name in path.dropLast() {
            guard case .reference(let target)? = model.field(name, of: owner.name)?.type,
                let next = model.resources[target]
            else { return nil }
            owner = next
        }
        return (owner, field(Array(path.dropLast())).sql)
    }

    mutating func bind(_ parameter: Statement.Parameter) {
        if !parameters.contains(parameter) { parameters.append(parameter) }
    }
}

extension Field {
    /// What a statement calls a member of an action's input.
    public var inputParameter: String { "input_" + name }
}

extension FieldType {
    /// Digits behind the point; a decimal is stored as a whole number of its smallest unit.
    var scale: Int {
        if case .decimal(_, let scale) = self { scale } else { 0 }
    }
}
