import Blueprint
import Foundation
import Roles
import Stack

extension Fault {
    /// Of the endpoints.
    static let implementation = [
        Fault("implementation.endpoints-implemented", "one endpoint is a stub again") { copy in
            let blueprint = copy.project.blueprint
            let files = ServiceRenderer.files(
                of: blueprint, implemented: Set(blueprint.endpoints.dropLast().map(\.id)))
            let path = "Sources/API/Routes.swift"
            try copy.edit(path) { text in files.first { $0.path == path }?.text ?? text }
        },
        Fault("implementation.seen-red", "a test is added that was never red") { copy in
            try copy.write(test(failing: false), to: "Tests/APITests/PlantedTests.swift")
        },
        Fault("implementation.suite-green", "an ownership check is dropped") { copy in
            try copy.edit(try ownershipRules(of: copy)) { $0.replacing(ownershipCheck, with: "true") }
        },
        Fault("implementation.line-coverage", "code is added that nothing executes") { copy in
            let lines = (0..<4000).map { "    if number == \($0) { return \($0) }\n" }
            try copy.write(
                "func neverCalled(_ number: Int) -> Int {\n\(lines.joined())    return 0\n}\n",
                to: "Sources/API/Planted.swift")
        },
        Fault("implementation.formatted", "a line is indented by three spaces") { copy in
            try copy.write("struct Planted {\n   let value = 1\n}\n", to: "Sources/API/Planted.swift")
        },
        Fault("implementation.linted", "a function is named in upper case") { copy in
            try copy.write("func Planted_Function() {}\n", to: "Sources/API/Planted.swift")
        },
        Fault("implementation.rules-proved", "the tests of one endpoint assert nothing") { copy in
            let operation = copy.project.blueprint.requirements.last { $0.removable == .when || $0.removable == .allow }
            for file in try copy.files(in: "Tests/APITests", suffix: "Tests.swift")
            where try copy.text(file).contains("[\(operation?.id ?? "")") {
                try copy.edit(file) { $0.replacing(/#expect\(/, with: "_ = (") }
            }
        },
    ]

    /// Of the way the code is written.
    static let review = [
        Fault("implementation.function-size", "a function has 100 lines") { copy in
            let lines = String(repeating: "    print(1)\n", count: 100)
            try copy.write("func planted() {\n\(lines)}\n", to: "Sources/API/Planted.swift")
        },
        Fault("implementation.file-size", "a file has 500 lines") { copy in
            try copy.write(
                (0..<500).map { "let planted\($0) = \($0)\n" }.joined(), to: "Sources/API/Planted.swift")
        },
        Fault("implementation.duplication", "every file of the API is there twice") { copy in
            let files = try copy.files(in: "Sources", suffix: ".swift").filter {
                !$0.hasSuffix("CommonPasswords.swift")
            }
            let texts = try files.map { try copy.text($0) }
            try copy.write(texts.joined(separator: "\n"), to: "Sources/API/Planted.swift")
        },
        Fault("implementation.bound-parameters", "a value is written into a statement") { copy in
            try copy.write(
                #"func planted(_ name: String) -> String { "SELECT id FROM users WHERE name = '\(name)'" }"# + "\n",
                to: "Sources/API/Planted.swift")
        },
        Fault("implementation.policies", "a route lets anyone in") { copy in
            let files = try copy.files(in: "Sources/API", suffix: ".swift")
            let guarded = try files.last { try copy.text($0).contains(/allow: \w+Rules\./) }
            try copy.edit(guarded ?? "") { $0.replacing(/allow: \w+Rules\.\w+/, with: "allow: .anyone") }
        },
        Fault("implementation.tests-locked", "a locked test is edited") { copy in
            try copy.edit(try copy.files(in: "Tests/APITests", suffix: "Tests.swift")[0]) { $0 + "// edited\n" }
        },
        Fault("implementation.change-scope", "the commit of one endpoint changes the Makefile") { copy in
            try copy.edit("Makefile") { $0 + "\n# planted\n" }
            let operation = copy.project.blueprint.endpoints.last?.id ?? ""
            try await copy.commit("Planted\n\nTask: implementation.green:\(operation)")
        },
    ]

    static let all = planning + foundation + implementation + review + verification + release
}
