import Blueprint
import Foundation
import Testing

@testable import Stack

@Suite struct ImplementedTests {
    @Test func anOperationThatIsNotBuiltIsAStub() throws {
        let blueprint = try blueprint("users")
        let files = try service("users", implemented: [])
        let routes = try #require(files.first { $0.path == "Sources/API/Routes.swift" })
        for endpoint in blueprint.endpoints { #expect(routes.text.contains(".stub(\"\(endpoint.id)\"")) }
        #expect(!files.contains { $0.path == "Sources/API/Users/User+Get.swift" })
    }

    @Test(
        "Building one more operation adds its file and changes the routes, and nothing else",
        arguments: ["users", "hostile"])
    func onlyItsOwnFiles(name: String) throws {
        let blueprint = try blueprint(name)
        let operations = blueprint.endpoints.map(\.id)
        for (index, operation) in operations.enumerated() {
            let before = try service(name, implemented: Set(operations[..<index]))
            let after = try service(name, implemented: Set(operations[...index]))
            let added = after.filter { file in !before.contains { $0.path == file.path } }
            let changed = after.filter { file in before.contains { $0.path == file.path && $0.text != file.text } }
            let own = ServiceRenderer.operation(try #require(blueprint.endpoint(operation)), of: blueprint)
            #expect(added == [try #require(own)], "\(operation)")
            #expect(
                changed == [ServiceRenderer.routes(of: blueprint, implemented: Set(operations[...index]))],
                "\(operation)")
            #expect(before.allSatisfy { file in after.contains { $0.path == file.path } })
        }
    }

    @Test func theTestsDoNotDependOnWhatIsBuilt() throws {
        func suites(_ implemented: Set<String>?) throws -> [RenderedFile] {
            try service("users", implemented: implemented).filter { $0.path.hasPrefix("Tests/") }
        }
        #expect(try suites([]) == suites(nil))
        // A suite for each endpoint, and the file that starts the service for all of them.
        #expect(try suites([]).count == blueprint("users").endpoints.count + 1)
    }

    @Test func everyCaseIsATest() throws {
        let blueprint = try blueprint("users")
        let tests = try service("users").filter { $0.path.hasPrefix("Tests/") }
            .reduce(0) { $0 + $1.text.components(separatedBy: "@Test(").count - 1 }
        #expect(tests == blueprint.cases.count)
    }
}
