import Brief
import GRDB
import Testing

@testable import Blueprint

/// The rule as SQL and as the brief's evaluator reads it must be the same rule.
@Suite struct ExpressionTests {
    @Test func `SQL and evaluator agree on random rules and rows`() throws {
        var random = SplitMix(state: 20_261_123)
        let brief = blogBrief()
        let model = Model(brief)
        let resource = try #require(model.resources["Post"])
        let database = try TestDatabase(Blueprint(brief).schema)
        var (held, broken) = (0, 0)
        for round in 0..<800 {
            let scene = try world(round, model, resource, &random)
            try database.queue.write { try $0.execute(sql: "DELETE FROM posts; DELETE FROM members") }
            try database.insert(scene.world.given.rows, model.schema())
            let rule = RandomRule.condition(depth: 3, &random)
            let condition = SQLCompiler.condition(rule, of: resource, in: model)
            let expected = Oracle(world: scene.world, caller: scene.person).holds(rule, scene.target)
            let arguments: [String: (any DatabaseValueConvertible)?] = [
                "me": scene.person.account.map { Wire.text($0.id) }, "role": scene.person.role, "now": Case.now,
            ]
            let used = arguments.filter { name, _ in condition.parameters.contains { $0.name == name } }
            let found = try database.queue.read {
                try Int.fetchOne(
                    $0, sql: "SELECT \(condition.sql) FROM posts AS t WHERE t.id = :row",
                    arguments: StatementArguments(used.merging(["row": Wire.text(scene.target.id)]) { $1 }))
            }
            #expect(found == (expected ? 1 : 0), "\(rule.text)\n\(condition.sql)\n\(scene.target.values)")
            if expected { held += 1 } else { broken += 1 }
        }
        #expect(held > 50 && broken > 50, "\(held) rules held and \(broken) did not")
    }

    private func world(_ round: Int, _ model: Model, _ resource: Resource, _ random: inout SplitMix) throws -> Scene {
        var world = World(model, Samples(model))
        let role = Int.random(in: -1...1, using: &random)
        let made = world.account(role: max(role, 0))
        let account = try #require(made)
        var row = world.next(resource)
        row["author"] = Bool.random(using: &random) ? account.id : .null
        row["published"] = .bool(.random(using: &random))
        row["stars"] = .int(.random(in: 1...5, using: &random))
        row["title"] = .text(["a", "é", "e\u{301}", "Z", ""].randomElement(using: &random) ?? "")
        row["price"] =
            Bool.random(using: &random)
            ? .null : .decimal(Number(units: .random(in: 0...300, using: &random), scale: 2))
        row["at"] =
            Bool.random(using: &random)
            ? .null : .datetime("2026-01-15T12:00:00.00\(Int.random(in: 0...1, using: &random))Z")
        row["tags"] = .list(Bool.random(using: &random) ? [] : [.text("a")])
        row = world.add(row)
        let person = Person(title: "", slug: "", account: role < 0 ? nil : account, role: role, owns: false)
        return Scene(world: world, person: person, target: row)
    }
}

/// Rules over the posts of the blog brief.
enum RandomRule {
    static func condition(depth: Int, _ random: inout SplitMix) -> Expression {
        let kind: ExpressionKind =
            switch Int.random(in: 0...(depth > 0 ? 8 : 5), using: &random) {
            case 0: .role(["reader", "editor"].randomElement(using: &random) ?? "reader")
            case 1: .compare(any(&random), number(&random), number(&random))
            case 2: .compare(any(&random), text(&random), text(&random))
            case 3:
                .compare(
                    [.equal, .notEqual].randomElement(using: &random) ?? .equal, Rule.me,
                    Rule.field("author", type: .row("Member")))
            case 4: .compare(any(&random), Rule.field("at", type: .datetime), time(&random))
            case 5: .contains(list: Rule.field("tags", type: .list(.text)), element: text(&random))
            case 6: .and(condition(depth: depth - 1, &random), condition(depth: depth - 1, &random))
            case 7: .or(condition(depth: depth - 1, &random), condition(depth: depth - 1, &random))
            default: .not(condition(depth: depth - 1, &random))
            }
        return Expression(kind, type: .bool)
    }

    private static func any(_ random: inout SplitMix) -> Comparison {
        [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual].randomElement(using: &random) ?? .equal
    }

    private static func number(_ random: inout SplitMix) -> Expression {
        switch Int.random(in: 0...5, using: &random) {
        case 0: Rule.field("stars", type: .int)
        case 4: arithmetic(number(&random), number(&random), &random)
        case 5: Expression(.literal(.int([.max, .min, 0, -1].randomElement(using: &random) ?? 0)), type: .int)
        case 1: Rule.field("price", type: .decimal)
        case 2: Expression(.literal(.int(.random(in: 0...3, using: &random))), type: .int)
        default:
            Expression(.literal(.decimal(Number(units: .random(in: 0...30, using: &random), scale: 1))), type: .decimal)
        }
    }

    private static func arithmetic(_ left: Expression, _ right: Expression, _ random: inout SplitMix) -> Expression {
        // A quotient of decimals isn't part of the language.
        let whole = left.type == .int && right.type == .int
        let operations: [Arithmetic] = [.add, .subtract, .multiply] + (whole ? [.divide] : [])
        let operation = operations.randomElement(using: &random) ?? .add
        return Expression(.arithmetic(operation, left, right), type: whole ? .int : .decimal)
    }

    private static func time(_ random: inout SplitMix) -> Expression {
        let now = Expression(.now, type: .datetime)
        let seconds = [0, 1, 86_400 * 400, 86_400 * 366 * 90].randomElement(using: &random) ?? 0
        let length = Expression(.literal(.duration(Seconds(seconds))), type: .duration)
        return Bool.random(using: &random)
            ? now
            : Expression(
                .arithmetic(Bool.random(using: &random) ? .add : .subtract, now, length), type: .datetime)
    }

    private static func text(_ random: inout SplitMix) -> Expression {
        switch Int.random(in: 0...3, using: &random) {
        case 0: Rule.field("title")
        case 1: Rule.field("author", "handle")
        case 2: Expression(.literal(.null), type: .null)
        default:
            Expression(.literal(.text(["a", "é", "z", "handle 1"].randomElement(using: &random) ?? "")), type: .text)
        }
    }
}

/// A generator that starts where it is told, so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
