import Blueprint
import Brief
import Foundation
import Testing

@testable import Proving

struct BriefRulesTests {
    @Test func rulesTellWhatIsOnesOwnFromWhatIsAHigherRoles() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Examples/users/brief.yaml")
        let rules = AuditRules(try #require(BriefReader.read(path: path.path()).brief))
        #expect(rules.privileged == ["User.list", "User.delete", "User.suspend", "User.activate"])
        #expect(rules.shared == [])
        #expect(rules.unclear == [])
        #expect(rules.isComplete)
    }

    @Test func whatABriefLetsItsCallersWriteIsNoFlawWhateverItsName() {
        let body = SurfaceOperation.Body(
            mediaType: "application/json",
            schema: ["properties": ["role": ["type": "string"], "salt": ["type": "string"]]], examples: [],
            isRequired: true)
        let operation = SurfaceOperation(
            id: "Member.create", method: "POST", path: "/members", parameters: [], body: body, answers: [],
            isSecured: true)
        var rules = AuditRules()
        let shown: [JSON] = [["role": "reader", "salt": "sea"]]
        #expect(Extras.of(operation, shown, rules).contains { $0.name == "role" })
        rules.isComplete = true
        #expect(!Extras.of(operation, shown, rules).contains { $0.name == "role" })
        rules.guarded = ["Member.create": ["role"]]
        #expect(Extras.of(operation, shown, rules).contains { $0.name == "role" })
    }

    @Test func aReferenceTakesAnOwnRowOrOneThatIsThere() {
        let body = SurfaceOperation.Body(
            mediaType: "application/json",
            schema: ["properties": ["shelf": ["type": "string", "format": "uuid"]], "required": ["shelf"]],
            examples: [], isRequired: true)
        var operation = SurfaceOperation(
            id: "Book.create", method: "POST", path: "/books", parameters: [], body: body, answers: [],
            isSecured: true)
        operation.references = ["shelf": .init(resource: "Shelf", known: "s0")]
        var knowledge = Knowledge()
        let sampler = { Sampler(operation: operation, knowledge: $0, number: 7).bodies[0]["shelf"]?.text }
        #expect(sampler(knowledge) == "s0")
        knowledge.sights = [Sight(operation: "Shelf.create", path: "/shelves", object: ["id": "s1"], isOwn: true)]
        #expect(sampler(knowledge) == "s1")
    }

    @Test func accountsAreKnownByTheIdsOfTheirOperationsWhateverTheirPaths() {
        let operation = { (id: String, path: String) in
            SurfaceOperation(
                id: id, method: "POST", path: path, parameters: [], body: nil, answers: [], isSecured: false)
        }
        #expect(Words.isRegistration(operation("auth.register", "/owners")))
        #expect(Words.isAccountMatter(operation("auth.register", "/owners")))
        #expect(Words.isLogin(operation("auth.login", "/door")))
        #expect(!Words.isRegistration(operation("Owner.create", "/owners")))
    }
}
