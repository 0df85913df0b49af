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
}
