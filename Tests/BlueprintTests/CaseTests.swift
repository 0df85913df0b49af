import Brief
import Source
import Testing

@testable import Blueprint

@Suite struct CaseTests {
    @Test(arguments: SchemaTests.briefs) func `What is given can be put into the database`(brief: Brief) throws {
        let blueprint = Blueprint(brief)
        let database = try TestDatabase(blueprint.schema)
        for one in blueprint.cases {
            #expect(throws: Never.self, "\(one.id)") {
                try database.insert(one.given.rows, blueprint.schema, keeping: false)
            }
        }
    }

    @Test(arguments: SchemaTests.briefs) func `Ids of cases and requirements are unique and known to each other`(
        brief: Brief
    ) {
        let blueprint = Blueprint(brief)
        #expect(Set(blueprint.cases.map(\.id)).count == blueprint.cases.count)
        let ids = Set(blueprint.requirements.map(\.id))
        #expect(ids.count == blueprint.requirements.count)
        #expect(Set(blueprint.cases.flatMap(\.requirements)).subtracting(ids).sorted() == [])
    }

    @Test(arguments: SchemaTests.briefs) func `Every rule that mutation removes has a case`(brief: Brief) {
        let blueprint = Blueprint(brief)
        let proved = Set(blueprint.cases.flatMap(\.requirements))
        let missing = blueprint.requirements.filter {
            $0.removable != nil && !$0.operations.isEmpty && !proved.contains($0.id)
        }
        #expect(missing.map(\.id) == [])
    }

    @Test func `A rule is shown by one it lets in and one it stops`() {
        let blueprint = Blueprint(usersBrief())
        for operation in ["get", "update", "delete", "suspend", "list"] {
            let cases = blueprint.cases.filter { $0.id.hasPrefix("User.\(operation)/allow.") }
            let statuses = Set(cases.map { $0.steps[0].expect.status })
            #expect(statuses.contains { $0 < 300 }, "\(operation)")
            #expect(statuses.contains { $0 == 403 || $0 == 404 }, "\(operation)")
        }
    }

    @Test func `Whoever may create but not set a member is refused only with that member`() throws {
        let text = """
            api: shop
            roles: [member, keeper]
            auth: { subject: Person, login: email + password, role: role, ops: { login: POST /login } }
            resources:
              Person: { ops: [], fields: { email: email unique, role: "enum(member, keeper) = member readonly" } }
              Tool:
                fields: { name: string(1..9), weight: int? }
                allow: { create: member, create.weight: keeper }
            """
        let reading = BriefReader.read(.init(name: "brief.yaml", text: text))
        let cases = Blueprint(try #require(reading.brief, "\(reading.report.text)")).cases
        func status(_ id: String) -> Int? { cases.first { $0.id == "Tool.create/" + id }?.steps[0].expect.status }
        #expect(status("allow.other-member") == 201)
        #expect(status("weight.allow.other-member") == 403)
        #expect(status("weight.allow.other-keeper") == 201)
        #expect(status("name.missing") == 422)
        let missing = cases.first { $0.id == "Tool.create/name.missing" }?.steps[0].request.identity
        #expect(missing == cases.first { $0.id == "Tool.create/weight.allow.other-keeper" }?.steps[0].request.identity)
    }

    @Test func `No case expects the answer of a stub`() {
        let cases = SchemaTests.briefs.flatMap { Blueprint($0).cases }
        #expect(!cases.contains { one in one.steps.contains { $0.expect.status == 501 } })
        #expect(!cases.contains { $0.steps.isEmpty })
    }

    @Test(arguments: SchemaTests.briefs) func `The same brief gives the same bytes`(brief: Brief) {
        #expect(Blueprint(brief).documents() == Blueprint(brief).documents())
    }

    @Test(arguments: ["^\\+[0-9]{7,15}$", "^[A-Z]{2}[0-9]+$", "^(a|b)c?$", "[^x]+", "^\\d{3}-\\w*$", "colou?r"])
    func `Samples of a pattern match it, and the others don't`(pattern: String) throws {
        let regex = try Regex(pattern)
        for number in 1...20 {
            let text = try #require(PatternSample.matching(pattern, nil, number))
            #expect(text.contains(regex), "\(text)")
        }
        let other = try #require(PatternSample.failing(pattern, nil))
        #expect(!other.contains(regex), "\(other)")
    }
}
