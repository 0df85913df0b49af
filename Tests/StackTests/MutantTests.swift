import Blueprint
import Foundation
import Testing

@testable import Stack

@Suite struct MutantTests {
    @Test(
        "Every rule that can be removed has its place in the one mutation build",
        arguments: briefs.keys.sorted())
    func everyRuleIsPlaced(name: String) throws {
        let blueprint = try blueprint(name)
        let build = ServiceRenderer.mutants(of: blueprint)
        let removable = blueprint.requirements.filter { $0.removable != nil }.map(\.id)
        #expect(Set(build.mutants.map(\.requirement) + build.unplaced) == Set(removable))
        #expect(build.unplaced == [])
    }

    @Test func theTestsStayAsTheyAre() throws {
        let blueprint = try blueprint("users")
        let mutated = ServiceRenderer.mutants(of: blueprint).files.filter { $0.path.hasPrefix("Tests/APITests") }
        #expect(try mutated == service("users").filter { $0.path.hasPrefix("Tests/APITests") })
    }

    @Test func aUniqueFieldsMutantHasItsOwnSchema() throws {
        let build = ServiceRenderer.mutants(of: try blueprint("users"))
        let mutant = try #require(build.mutants.first { $0.requirement == "User.email.unique" })
        let folder = try #require(mutant.migrations)
        let script = try #require(build.files.first { $0.path == folder + "/0001_create_users.up.sql" })
        #expect(!script.text.contains("UNIQUE INDEX"))
    }

    @Test func aDeliveredServiceKnowsNothingOfIt() throws {
        #expect(try service("users").allSatisfy { !$0.text.contains("Mutation") && !$0.path.contains("Mutation") })
    }

    @Test func theMutationBuildParses() throws {
        let files = ServiceRenderer.mutants(of: try blueprint("users")).files.filter { !$0.isFixed }
        try withFolder(files) { folder in
            let parse = try run(
                ["swiftc", "-frontend", "-parse"] + files.map(\.path).filter { $0.hasSuffix(".swift") }, in: folder)
            #expect(parse.status == 0, "\(parse.output.prefix(2000))")
        }
    }
}
