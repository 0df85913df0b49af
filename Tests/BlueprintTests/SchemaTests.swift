import Brief
import GRDB
import Testing

@testable import Blueprint

@Suite struct SchemaTests {
    static let briefs = [usersBrief(), blogBrief(), hostileBrief()] + briefFiles()

    @Test func `The briefs of the parser's tests are there`() {
        #expect(briefFiles().count >= 6)
    }

    @Test(arguments: briefs) func `Migrations up, down and up again leave the same schema`(brief: Brief) throws {
        let migrations = Blueprint(brief).migrations
        let queue = try DatabaseQueue()
        func schema() throws -> [String] {
            try queue.read {
                try String.fetchAll($0, sql: "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY type, name")
            }
        }
        try queue.write { database in for migration in migrations { try database.execute(sql: migration.up) } }
        let first = try schema()
        #expect(!first.isEmpty)
        try queue.write { database in
            for migration in migrations.reversed() { try database.execute(sql: migration.down) }
        }
        #expect(try schema().filter { !$0.contains("sqlite_sequence") } == [])
        try queue.write { database in for migration in migrations { try database.execute(sql: migration.up) } }
        #expect(try schema() == first)
    }

    @Test(arguments: briefs) func `The database accepts every statement`(brief: Brief) throws {
        let blueprint = Blueprint(brief)
        let database = try TestDatabase(blueprint.schema)
        for store in blueprint.stores {
            for statement in store.statements {
                #expect(try database.plan(statement) as [String]? != nil, "\(statement.name)")
            }
        }
    }

    @Test(arguments: briefs) func `A filter with the default sort, and a sort alone, run along an index`(brief: Brief)
        throws
    {
        let blueprint = Blueprint(brief)
        let database = try TestDatabase(blueprint.schema)
        try database.insert(seed(brief), blueprint.schema)
        try database.queue.write { try $0.execute(sql: "ANALYZE") }
        for list in blueprint.stores.compactMap(\.list) {
            var statements = list.filters.map { list.statement(filters: [$0.parameter]) }
            for sort in list.sorts {
                for cursor in [false, true] {
                    statements.append(list.statement(sort: sort, cursor: cursor))
                    statements.append(list.statement(sort: sort, cursor: cursor, reversed: true))
                }
            }
            for statement in statements {
                let plan = try database.plan(statement)
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan) \(statement.sql)")
                #expect(!plan.contains { $0.hasPrefix("SCAN t") && !$0.contains("INDEX") }, "\(plan) \(statement.sql)")
            }
        }
    }

    /// A few hundred rows of each resource. Values repeat, as they do in real tables: where statistics say that a value
    /// leads to one row, SQLite sorts that row in a temporary tree.
    private func seed(_ brief: Brief) -> [Given.Row] {
        let model = Model(brief)
        let samples = Samples(model)
        var world = World(model, samples)
        for resource in brief.resources {
            // What is unique has no more rows than values; samples of dates come again after 28.
            let counts = resource.fields.filter(\.isUnique).compactMap { field -> Int? in
                switch field.type {
                case .enumeration(let values): values.count
                case .date: 28
                default: nil
                }
            }
            for number in 0..<min(300, counts.min() ?? 300) {
                var row = world.next(resource, full: true)
                for field in resource.fields where !field.isUnique && !field.type.isReference && field.name != "id" {
                    row[field.name] = samples.value(of: field, number: number % 7)
                }
                world.add(row)
            }
        }
        return world.given.rows
    }

    @Test func `Search finds rows by a word, without deleted ones`() throws {
        let blueprint = Blueprint(usersBrief())
        let database = try TestDatabase(blueprint.schema)
        let searched = try #require(blueprint.cases.first { $0.id == "User.list/search.name" })
        try database.insert(searched.given.rows, blueprint.schema)
        let list = try #require(blueprint.store(of: "User")?.list)
        let names = try database.queue.read { database in
            try Row.fetchAll(
                database, sql: list.statement(searching: true).sql, arguments: ["q": "zebra", "role": 2, "limit": 10]
            ).map { $0["name"] as String }
        }
        #expect(names == ["zebra"])
    }
}

extension Brief: CustomTestStringConvertible {
    public var testDescription: String { api }
}
