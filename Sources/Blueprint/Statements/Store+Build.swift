import Brief
import Source

extension Store {
    init(of resource: Resource, in model: Model) {
        let writer = StatementWriter(resource: resource, model: model)
        self.resource = resource.name
        table = writer.table
        byID = writer.byID()
        byKey = writer.byKey()
        insert = writer.insert()
        update = writer.update()
        delete = writer.delete()
        purge = writer.purge()
        unique = resource.fields.filter(\.isUnique).map(writer.uniqueCheck)
        rules = resource.permissions.map { writer.rule($0.operation, $0.rule, suffix: "allow") }
        guards = resource.fieldGuards.map {
            writer.rule("\($0.operation.rawValue).\($0.field)", $0.rule, suffix: "allow")
        }
        conditions = resource.actions.compactMap { action in
            action.when.map { writer.rule(action.name, $0, suffix: "when") }
        }
        changes = resource.actions.map(writer.change)
        elements = resource.fields.compactMap(writer.elements)
        referrers = model.referrers(to: resource.name).map { writer.referrer($0, $1) }
        list = resource.operations.contains(.list) ? writer.list() : nil
    }
}

/// Writes the statements of one resource.
struct StatementWriter {
    let resource: Resource
    let model: Model
    let table: Table
    /// The columns that statements answer and write: all but the row number.
    let columns: [Column]

    init(resource: Resource, model: Model) {
        self.resource = resource
        self.model = model
        table = model.table(of: resource)
        columns = table.columns.filter { $0.name != "_row" }
    }

    var name: String { SQLText.identifier(table.name) }
    var isSoft: Bool { model.isSoft(resource) }
    var id: Column { columns[0] }

    /// The columns of an answer: not the mark of deletion, since only live rows are answered.
    var answered: [Column] { columns.filter { $0.name != "deleted_at" } }
    var results: [Statement.Result] {
        answered.map { .init(name: $0.name, field: $0.field, kind: $0.kind, isNullable: $0.isNullable) }
    }

    func selected(_ row: String) -> String {
        answered.map { "\(row).\(SQLText.identifier($0.name))" }.joined(separator: ", ")
    }

    /// Restricts `row` to live rows; empty when deletion is hard.
    func live(_ row: String) -> String { isSoft ? " AND \(row).\"deleted_at\" IS NULL" : "" }

    func statement(
        _ suffix: String, _ sql: String, _ parameters: [Statement.Parameter], answers: Bool = false
    ) -> Statement {
        Statement(name: "\(resource.name).\(suffix)", sql: sql, parameters: parameters, columns: answers ? results : [])
    }

    var idParameter: Statement.Parameter { .init("id", id.kind) }

    func byID() -> Statement {
        statement(
            "byID", "SELECT \(selected("t")) FROM \(name) AS t WHERE t.\"id\" = :id\(live("t"))", [idParameter],
            answers: true)
    }

    /// Below a parent, the key is looked for among the parent's rows.
    func byKey() -> Statement {
        let parent = model.parents[resource.name]
        if resource.key == "id", parent == nil { return byID() }
        let key = columns.first { $0.field == resource.key } ?? id
        var condition = "t.\(SQLText.identifier(key.name)) = :key"
        var parameters = [Statement.Parameter("key", key.kind)]
        if let parent, let column = columns.first(where: { $0.field == parent.reference }) {
            condition += " AND t.\(SQLText.identifier(column.name)) = :parent"
            parameters.append(.init("parent", column.kind))
        }
        return statement(
            "byKey", "SELECT \(selected("t")) FROM \(name) AS t WHERE \(condition)\(live("t"))", parameters,
            answers: true)
    }

    func insert() -> Statement {
        let written = answered.filter { !$0.isSequence && $0.name != "version" }
        let names = (written.map(\.name) + ["version"]).map(SQLText.identifier).joined(separator: ", ")
        let values = (written.map { ":" + $0.name } + ["1"]).joined(separator: ", ")
        return statement(
            "insert", "INSERT INTO \(name) (\(names)) VALUES (\(values)) RETURNING \(returned)", written.map(parameter),
            answers: true)
    }

    func update() -> Statement {
        let written = answered.filter { !["id", "created_at", "version"].contains($0.name) }
        let set = written.map { "\(SQLText.identifier($0.name)) = :\($0.name)" } + ["\"version\" = \"version\" + 1"]
        return statement(
            "update",
            "UPDATE \(name) SET \(set.joined(separator: ", ")) WHERE \(sameVersion) RETURNING \(returned)",
            written.map(parameter) + [idParameter, .init("version", .integer)], answers: true)
    }

    func delete() -> Statement {
        let parameters = [idParameter, Statement.Parameter("version", .integer)]
        guard isSoft else {
            return statement("delete", "DELETE FROM \(name) WHERE \(sameVersion)", parameters)
        }
        return statement(
            "delete",
            "UPDATE \(name) SET \"deleted_at\" = :now, \"updated_at\" = :now, \"version\" = \"version\" + 1 WHERE \(sameVersion)",
            [.init("now", .text)] + parameters)
    }

    func purge() -> Statement? {
        guard isSoft else { return nil }
        return statement("purge", "DELETE FROM \(name) WHERE \"deleted_at\" < :before", [.init("before", .text)])
    }

    func uniqueCheck(_ field: Field) -> Store.UniqueCheck {
        let column = columns.first { $0.field == field.name } ?? id
        return .init(
            field: field.name,
            statement: statement(
                field.name + ".unique",
                "SELECT 1 FROM \(name) AS t WHERE t.\(SQLText.identifier(column.name)) = :value AND t.\"id\" IS NOT :id\(live("t"))",
                [.init("value", column.kind), .init("id", id.kind, isNullable: true)]))
    }

    func rule(_ operation: String, _ rule: Expression, suffix: String) -> Store.Rule {
        let condition = SQLCompiler.condition(rule, of: resource, in: model)
        return .init(
            operation: operation, condition: condition,
            statement: statement(
                "\(operation).\(suffix)", "SELECT \(condition.sql) FROM \(name) AS t WHERE t.\"id\" = :id",
                condition.parameters + [idParameter]))
    }

    func change(_ action: Action) -> Store.Change {
        var compiler = SQLCompiler(model, resource: resource)
        compiler.row = table.name
        compiler.bind(.init("now", .text))
        var set = action.assignments.compactMap { assignment -> String? in
            guard let column = columns.first(where: { $0.field == assignment.field }),
                let type = model.field(assignment.field, of: resource.name)?.type
            else { return nil }
            let name = SQLText.identifier(column.name)
            if case .literal(let literal) = assignment.value.kind, let value = literal.rescaled(to: type) {
                return "\(name) = \(Stored.value(value).sql)"
            }
            let value = compiler.rescaled(compiler.value(assignment.value), to: type.scale)
            // A field whose arithmetic has no value (null, an overflow, a division by zero) stays as it is.
            return value.guards.isEmpty
                ? "\(name) = \(value.sql)"
                : "\(name) = CASE WHEN \(value.guards.joined(separator: " AND ")) THEN \(value.sql) ELSE \(name) END"
        }
        set += ["\"updated_at\" = :now", "\"version\" = \"version\" + 1"]
        return .init(
            action: action.name,
            statement: statement(
                action.name,
                "UPDATE \(name) SET \(set.joined(separator: ", ")) WHERE \(sameVersion) RETURNING \(returned)",
                compiler.parameters + [idParameter, .init("version", .integer)], answers: true))
    }

    private var sameVersion: String {
        "\"id\" = :id AND \"version\" = :version" + (isSoft ? " AND \"deleted_at\" IS NULL" : "")
    }
    private var returned: String { answered.map { SQLText.identifier($0.name) }.joined(separator: ", ") }

    private func parameter(_ column: Column) -> Statement.Parameter {
        .init(column.name, column.kind, isNullable: column.isNullable)
    }
}
