import Brief
import Testing

@testable import Blueprint

@Suite struct RemovingTests {
    @Test(arguments: [usersBrief(), blogBrief(), hostileBrief()])
    func everyRemovableRuleCanBeTakenOutAndOnlyIt(_ brief: Brief) throws {
        let before = Blueprint(brief).requirements
        let removable = before.filter { $0.removable != nil }
        #expect(!removable.isEmpty)
        for requirement in removable {
            let without = try #require(brief.removing(requirement.id), "\(requirement.id)")
            #expect(without != brief, "\(requirement.id)")
            let after = Dictionary(Blueprint(without).requirements.map { ($0.id, $0.text) }) { first, _ in first }
            #expect(after[requirement.id] != requirement.text, "\(requirement.id) is still there")
            for other in before where other.id != requirement.id {
                #expect(after[other.id] == other.text, "\(requirement.id) took \(other.id) with it")
            }
        }
    }

    @Test(arguments: [
        "", ".", "User", "User.get", "Nobody.get.allow", "User.create.allow", "User.name.unique", "User.email.colour",
        "User.nothing.range", "User.suspend.reason.unique", "User.activate.reason.range", "User.update.name.allow",
        "auth.lockout", "User.suspend.when.more",
    ])
    func aRuleThatTheBriefDoesNotHaveIsNil(_ id: String) {
        #expect(usersBrief().removing(id) == nil)
    }

    @Test func withoutItsRuleAnOperationIsOpenToTheNextWiderCircle() throws {
        let user = Expression(.role("user"), type: .bool)
        let anyone = Expression(.anyone, type: .bool)
        func removed(_ rule: ExpressionKind) throws -> Expression? {
            var brief = usersBrief()
            let index = try #require(brief.resources[0].permissions.firstIndex { $0.operation == "get" })
            brief.resources[0].permissions[index].rule = Expression(rule, type: .bool)
            let without = try #require(brief.removing("User.get.allow"))
            return without.resources[0].permissions.first { $0.operation == "get" }?.rule
        }
        #expect(try removed(.role("admin")) == user)
        #expect(try removed(.role("user")) == anyone)
        #expect(try removed(.or(user, Expression(.literal(.bool(true)), type: .bool))) == anyone)
        #expect(try removed(.anyone) == nil)
    }
}
