import Brief
import Source
import Testing

@testable import Blueprint

/// What a filter's parameter holds, and how the document and the statement say so.
@Suite struct FilterTests {
    let blueprint: Blueprint

    init() throws {
        let text = """
            api: shop
            auth: { subject: Person, login: email + password, ops: { login: POST /login, forgot: POST /forgot, reset: POST /reset } }
            resources:
              Person: { ops: [], fields: { email: email unique } }
              Category: { fields: { id: int, name: string(1..80) } }
              Tool:
                fields:
                  price: decimal(10, 2)(0.01..)
                  site: url?
                  extra: json
                  state: enum(draft, ready) = draft
                  colours: list(enum(red, green)) = []
                  category: -> Category restrict
                  owner: -> Person = me
                allow: { read: anyone, create: user }
                list:
                  filter:
                    dearer: price > $
                    double: price * 2 >= $
                    site: site = $
                    state: state = $
                    colour: $ in colours
                    category: category = $
                    owner: owner.email = $
                    since: createdAt > $
            """
        let reading = BriefReader.read(.init(name: "brief.yaml", text: text))
        blueprint = Blueprint(try #require(reading.brief, "\(reading.report.text)"))
    }

    @Test(arguments: [
        ("dearer", FieldType.decimal(precision: 10, scale: 2)), ("double", .decimal(precision: 18, scale: 2)),
        ("site", .url), ("state", .enumeration(["draft", "ready"])), ("colour", .enumeration(["red", "green"])),
        ("category", .int), ("owner", .email), ("since", .datetime),
    ])
    func `A parameter has the type of what it is compared with`(_ name: String, _ type: FieldType) throws {
        let filters = try #require(blueprint.store(of: "Tool")?.list?.filters)
        #expect(filters.first { $0.parameter == name }?.type == type)
    }

    @Test func `A decimal is bound in the units in which it is stored, not computed with`() throws {
        let filters = try #require(blueprint.store(of: "Tool")?.list?.filters)
        #expect(filters[0].condition.sql == #"+COALESCE("t"."price" > :f_dearer, 0)"#)
    }

    @Test(arguments: [
        ("dearer", JSON.string("string")), ("state", "string"), ("category", "integer"), ("owner", "string"),
    ])
    func `The document says the same`(_ name: String, _ type: JSON) throws {
        let schema = try #require(parameter(name)?["schema"])
        #expect(schema["type"] == type)
    }

    @Test func `Whatever only looks for an address need be none`() {
        #expect(parameter("owner")?["schema"] == ["type": "string"])
        #expect(parameter("site")?["schema"] == ["type": "string"])
        for body in ["AuthLogin", "AuthForgot"] {
            #expect(schema(body)?["properties"]?["email"] == ["type": "string"])
        }
    }

    @Test func `A decimal that is never negative has no sign, and json that is never null says so`() {
        let members = schema("ToolCreate")?["properties"]
        #expect(members?["price"]?["pattern"] == "^[0-9]{1,8}(\\.[0-9]{1,2})?$")
        #expect(members?["extra"]?["type"] == ["object", "array", "string", "number", "boolean"])
    }

    @Test func `Only operations that keep their answer take an Idempotency-Key`() {
        func parameters(_ path: String) -> String { blueprint.openAPI["paths"]?[path]?["post"]?.jsonText ?? "" }
        #expect(parameters("/tools").contains("Idempotency-Key"))
        for path in ["/login", "/forgot"] {
            #expect(!parameters(path).contains("Idempotency-Key"))
            #expect(!parameters(path).contains("Status409"))
        }
    }

    private func schema(_ name: String) -> JSON? { blueprint.openAPI["components"]?["schemas"]?[name] }

    private func parameter(_ name: String) -> JSON? {
        guard case .array(let all)? = blueprint.openAPI["paths"]?["/tools"]?["get"]?["parameters"] else { return nil }
        return all.first { $0["name"] == .string(name) }
    }
}
