import Brief
import GRDB
import Source
import Testing

@testable import Blueprint

/// What an action sets, in the database and as the brief's evaluator expects it.
@Suite struct ChangeTests {
    @Test(arguments: [
        ("n * 2", "6.00"), ("7", "7.00"), ("-1.5", "-1.50"), ("price * 1.5", "15.08"), ("price + rate", "10.56"),
        ("price - 20.555", "-10.51"), ("0 - price * 1.5", "-15.08"), ("price + none", "10.05"), ("n / 0", "10.05"),
        ("n * big", "10.05"), ("big", "10.05"), ("rate", "0.51"),
    ])
    func `A decimal is set at its own scale, rounded, and kept where there is no value`(
        _ value: String, _ wanted: String
    ) throws {
        let reading = BriefReader.read(
            .init(
                name: "brief.yaml",
                text: """
                    api: prices
                    resources:
                      Item:
                        fields:
                          price: decimal(8, 2) = 10.05
                          rate: decimal(6, 3) = 0.505
                          n: int = 3
                          big: int = 9000000000000000000
                          none: int?
                        allow: { read: anyone, create: anyone, change: anyone }
                        actions: { change: { set: { price: \(value) } } }
                    """))
        let brief = try #require(reading.brief, "\(reading.report.text)")
        let model = Model(brief)
        let resource = try #require(brief.resources.first)
        var world = World(model, Samples(model))
        let row = world.add(world.next(resource))
        let database = try TestDatabase(Blueprint(brief).schema)
        try database.insert(world.given.rows, model.schema())
        let change = try #require(Store(of: resource, in: model).changes.first?.statement)
        let arguments: StatementArguments = ["id": Wire.text(row.id), "version": 1, "now": Case.now]
        let stored = try database.queue.write { connection in
            try #require(try Row.fetchOne(connection, sql: change.sql, arguments: arguments))["price"] as DatabaseValue
        }
        let assignment = try #require(resource.actions.first?.assignments.first)
        let expected =
            Oracle(world: world, caller: .anonymous).value(assignment.value, row)?
            .rescaled(to: .decimal(precision: 8, scale: 2)) ?? row["price"]
        #expect(Wire.json(expected, .decimal(precision: 8, scale: 2)) == .string(wanted))
        #expect(stored.description == Stored.value(expected).sql)
    }
}
