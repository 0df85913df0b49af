extension Fault {
    /// Of what every service stands on.
    static let foundation = [
        Fault("foundation.builds-clean", "a function has a variable that it never uses") { copy in
            try copy.write("func neverMind() { let unused = 1 }\n", to: "Sources/API/Planted.swift")
        },
        Fault("foundation.starts", "a migration is no SQL") { copy in
            try copy.edit(try copy.files(in: "Migrations", suffix: ".up.sql")[0]) { $0 + "\nNOT SQL;\n" }
        },
        Fault("foundation.database-connected", "the migrations are missing") { copy in
            for file in try copy.files(in: "Migrations", suffix: ".sql") { try copy.remove(file) }
        },
        Fault("foundation.platform-suite", "a test of the Platform fails") { copy in
            try copy.write(test(failing: true), to: "Tests/PlatformTests/PlantedTests.swift")
        },
        Fault("foundation.pipeline-runs", "the pipeline calls a target that the Makefile does not have") { copy in
            try copy.edit(".github/workflows/ci.yaml") {
                $0.replacing("run: make lint", with: "run: make no-such-target")
            }
            try await copy.commit("Break the pipeline")
        },
        Fault("foundation.readme-runs", "the README shows a command that does not exist") { copy in
            try copy.edit("README.md") { $0.replacing(/(?m)^make build\b.*$/, with: "make no-such-target") }
            try await copy.commit("Break the README")
        },
    ]

    static func test(failing: Bool) -> String {
        """
        import Testing

        @Suite struct PlantedTests {
            @Test func planted() { #expect(1 + 1 == \(failing ? 3 : 2)) }
        }

        """
    }
}
