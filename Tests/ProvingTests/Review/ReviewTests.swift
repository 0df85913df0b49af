import Foundation
import Testing

@testable import Proving

@Suite struct SizeTests {
    private func function(lines: Int) -> String {
        "func f(_ a: Int = { 1 }()) {\n" + String(repeating: "    print(\"}\")\n", count: lines) + "}\n"
    }

    @Test func theLongestFunctionCounts() {
        let text = "struct A {\n" + function(lines: 3) + "    init() { }\n}\n" + function(lines: 61)
        let reading = Size.readFunctions([SourceFile(path: "a.swift", text: text)])
        #expect(reading.figure == 61)
        #expect(reading.findings.first == "a.swift:9: f: 61 lines")
        #expect(reading.findings.count == 3)
    }

    @Test func aRequirementHasNoBody() {
        let text = "protocol P {\n    func a() -> Int\n    var b: Int { get }\n    func c()\n}\n"
        #expect(Size.readFunctions([SourceFile(path: "a.swift", text: text)]).figure == nil)
    }

    @Test func aCallOfAnInitializerIsNoFunction() {
        let text = "let a = X.init(1)\nif b {\n\n\n\n}\n"
        #expect(Size.readFunctions([SourceFile(path: "a.swift", text: text)]).figure == nil)
    }

    @Test func theLongestFileCounts() {
        let files = [SourceFile(path: "a.swift", text: "a\nb\n"), SourceFile(path: "b.swift", text: "a\n")]
        #expect(Size.readFiles(files).figure == 2)
        #expect(Size.readFiles([]).figure == nil)
    }
}

@Suite struct DuplicationTests {
    private func file(_ name: String, _ statements: Range<Int>, ending: String = "") -> SourceFile {
        SourceFile(
            path: name, text: statements.map { "let value\($0) = call(\($0), of: thing\($0))\n" }.joined() + ending)
    }

    @Test func codeThatIsThereOnceIsNotDuplicated() {
        #expect(Duplication.read([file("a.swift", 0..<40), file("b.swift", 40..<80)]).figure == 0)
    }

    @Test func aCopyCountsOnceAndIsNamed() {
        let reading = Duplication.read([
            file("a.swift", 0..<40), SourceFile(path: "b.swift", text: "// a comment\n" + file("", 0..<20).text),
        ])
        #expect(reading.findings == ["b.swift:2 repeats 220 tokens of a.swift:1"])
        #expect(reading.figure == 20.0 * 100 / 60)
    }

    @Test func layoutDoesNotHideACopy() {
        let copy = SourceFile(path: "b.swift", text: file("", 0..<20).text.replacing(" = ", with: "\n    = "))
        #expect((Duplication.read([file("a.swift", 0..<20), copy]).figure ?? 0) > 50)
    }

    @Test func aShortStretchIsNoCopy() {
        #expect(Duplication.read([file("a.swift", 0..<7), file("b.swift", 0..<7)]).figure == 0)
    }

    @Test func aTableOfLikeLinesIsNoCopyOfItself() {
        let table = SourceFile(path: "a.swift", text: String(repeating: "row(1, 2, 3)\n", count: 20))
        #expect(Duplication.read([table]).figure == 0)
    }

    @Test func noCodeIsNotMeasured() {
        #expect(Duplication.read([]).figure == nil)
    }
}

@Suite struct BoundParametersTests {
    private func findings(_ text: String, reviewed: [String: String] = [:]) -> Int {
        BoundParameters.read([SourceFile(path: "a.swift", text: text)], reviewed: reviewed).findings.count
    }

    @Test(arguments: [
        #"db.execute(sql: "SELECT * FROM users WHERE name = '\(name)'")"#,
        #"let sql = "DELETE FROM users WHERE id = \(id)""#,
        #"sql += " AND role = \(role)""#,
        ##"let sql = #"UPDATE users SET name = '\#(name)'"#"##,
        #"db.execute(sql: "SELECT * FROM users WHERE id = " + id)"#,
        "let sql = \"\"\"\n    SELECT *\n    FROM users WHERE id = \\(id)\n    \"\"\"",
    ])
    func aValueInSQLIsFound(_ text: String) {
        #expect(findings(text) == 1)
    }

    @Test(arguments: [
        #"db.execute(sql: "SELECT * FROM users WHERE name = ?", arguments: [name])"#,
        #"db.execute(literal: "SELECT * FROM users WHERE name = \(name)")"#,
        #"let text = "Select a user named \(name) and wait""#,
        #"let sql = "SELECT a " + "FROM b""#,
        #"log("no row for \(id)")"#,
    ])
    func boundValuesAndOtherTextsAreNot(_ text: String) {
        #expect(findings(text) == 0)
    }

    @Test func aReviewedFileIsLeftOutUntilItIsChanged() {
        let text = #"let sql = "SELECT * FROM \(table.quotedIdentifier)""#
        let lock = LockedTests.lock(of: SourceFile(path: "a.swift", text: text))
        #expect(findings(text, reviewed: ["a.swift": lock]) == 0)
        #expect(findings(text + "\n", reviewed: ["a.swift": lock]) == 1)
    }
}

@Suite struct PoliciesTests {
    private let update = SourceFile(
        path: "Sources/API/Users/User+Update.swift",
        text: """
            extension Users {
                static let update = Endpoint("User.update", .patch, "/v1/users/{id}", body: .mergePatch) { call in
                    try await resource.update(call, updateBody, allow: UserRules.mayUpdate)
                }
                static let get = Endpoint("User.get", .get, "/v1/users/{id}") { call in
                    try await resource.get(call)
                }
            }
            """)
    private let login = SourceFile(
        path: "Sources/API/Account/Account+Login.swift",
        text: """
            extension AccountEndpoints {
                static func login(_ accounts: Accounts) -> Endpoint {
                    .login("/v1/auth/login", accounts: accounts)
                }
            }
            """)

    @Test func everyRouteWithAPolicyIsNone() {
        let reading = Policies.read([update, login], operations: ["User.update", "User.get", "auth.login"])
        #expect(reading.findings == [])
        #expect(reading.figure == 0)
    }

    @Test func aRouteWithoutIsNamed() {
        var file = update
        file.text = file.text.replacing(", allow: UserRules.mayUpdate", with: "")
        #expect(Policies.read([file], operations: ["User.update"]).findings == ["User.update has no policy"])
    }

    @Test func aRouteThatIsNotThereHasNone() {
        #expect(Policies.read([update], operations: ["User.delete"]).figure == 1)
    }

    @Test func anyoneIsAPolicyOnlyWhereTheBriefSaysSo() {
        var file = update
        file.text = file.text.replacing("UserRules.mayUpdate", with: ".anyone")
        #expect(Policies.read([file], operations: ["User.update"]).figure == 1)
        #expect(Policies.read([file], operations: ["User.update"], open: ["User.update"]).figure == 0)
    }
}

@Suite struct LockedTestsTests {
    private let file = SourceFile(path: "Tests/APITests/A.swift", text: "one")

    @Test func untouchedFilesAreNone() {
        #expect(LockedTests.read(locks: [file.path: LockedTests.lock(of: file)], present: [file]).figure == 0)
    }

    @Test func aChangedARemovedAndAnAddedFileAreNamed() {
        let changed = SourceFile(path: file.path, text: "two")
        let added = SourceFile(path: "Tests/APITests/C.swift", text: "")
        let reading = LockedTests.read(
            locks: [file.path: LockedTests.lock(of: file), "Tests/APITests/B.swift": "00"], present: [changed, added])
        #expect(
            reading.findings == [
                "Tests/APITests/A.swift was changed after it was locked",
                "Tests/APITests/B.swift was removed after it was locked", "Tests/APITests/C.swift was never locked",
            ])
    }

    @Test func withoutLocksNothingIsMeasured() {
        #expect(LockedTests.read(locks: [:], present: [file]).figure == nil)
    }
}

@Suite struct ChangeScopeTests {
    private let allowed = ["User.get": ["Sources/API/Users/User+Get.swift", "Tests/"]]

    @Test func aChangeWithinItsEndpointIsNone() {
        let change = ChangeScope.Change(
            commit: "abc", operation: "User.get", paths: ["Sources/API/Users/User+Get.swift", "Tests/APITests/A.swift"])
        #expect(ChangeScope.read([change], allowed: allowed).figure == 0)
    }

    @Test func aFileOfAnotherEndpointIsNamed() {
        let change = ChangeScope.Change(
            commit: "0123456789abcdef", operation: "User.get", paths: ["Sources/API/Users/User+List.swift"])
        #expect(
            ChangeScope.read([change], allowed: allowed).findings == [
                "0123456789 of User.get touched Sources/API/Users/User+List.swift"
            ])
    }

    @Test func withoutChangesNothingIsMeasured() {
        #expect(ChangeScope.read([], allowed: allowed).figure == nil)
    }

    /// The log was written by git 2.39.
    @Test func changesAreReadFromTheLog() throws {
        let changes = ChangeScope.changes(log: try Recorded.text("log.txt"))
        #expect(
            changes.map { [$0.operation] + $0.paths } == [
                ["User.get", "Sources/API/Users/UserGet.swift", "a b.txt"], ["User.list", "list.txt"],
            ])
    }
}
