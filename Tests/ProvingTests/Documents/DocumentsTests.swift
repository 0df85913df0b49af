import Blueprint
import Foundation
import Processes
import Testing

@testable import Proving

/// How pages are read and answers compared. Whole services are played by GateTests.
@Suite struct DocumentsTests {
    private let page = """
        # Users

        ## User.get

        `GET /users/{id}`

        ```sh
        curl x
        ```

        Answer: 200

        ```json
        {"id": 1}
        ```

        <details><summary>Python</summary>

        ```python
        print(1)
        ```

        </details>

        ## User.none
        """

    @Test func aPageIsReadByOperation() {
        #expect(
            PrintedExample.all(in: page) == [
                PrintedExample(
                    operation: "User.get", programs: ["sh": "curl x\n", "python": "print(1)\n"], status: 200,
                    body: "{\"id\": 1}\n")
            ])
    }

    private static let matcher = Matcher.object(
        [.init("id", .present), .init("name", .equals("Ann")), .init("next", .any)], exact: true)
    private static let printed: JSON = [
        "id": "01980000-0001-7000-8000-000000000001", "name": "Ann", "next": .null,
    ]

    @Test func whatTheServerMakesUpIsComparedByItsForm() {
        let found: JSON = ["next": "/users?cursor=x", "name": "Ann", "id": "01980000-0002-7000-8000-00000000000a"]
        #expect(PrintedAnswer.differences(printed: Self.printed, found: found, Self.matcher) == [])
    }

    @Test(
        arguments: [
            (["id": "7", "name": "Ann", "next": .null], "/id"),
            (["id": "01980000-0001-7000-8000-000000000001", "name": "Bob", "next": .null], "/name"),
            (["id": "01980000-0001-7000-8000-000000000001", "next": .null], "/name"),
            (["id": "01980000-0001-7000-8000-000000000001", "name": "Ann", "next": .null, "x": "y"], "/x"),
            (["name": "Ann", "next": .null], "/id"), ("Ann", "the body"),
        ] as [(JSON, String)])
    func anotherAnswerThanPrintedIsFound(found: JSON, place: String) {
        let differences = PrintedAnswer.differences(printed: Self.printed, found: found, Self.matcher)
        #expect(differences.contains { $0.hasPrefix(place) }, "\(differences)")
    }

    @Test func aPageThatPrintsSomethingElseIsFound() {
        let lied: JSON = ["id": "01980000-0001-7000-8000-000000000001", "name": "Ann", "next": .null, "age": "7"]
        #expect(
            PrintedAnswer.differences(printed: lied, found: Self.printed, Self.matcher) == ["/age is missing"])
    }

    @Test func blocksOfAGuideAreSessions() {
        let guide = """
            ```sh
            a=1
            ```
            ```json
            {}
            ```
            ```sh
            b
            ```
            ```sh stopped
            c
            ```
            ```sh elsewhere
            d
            ```
            """
        #expect(
            GuideSession.all(in: guide) == [
                GuideSession(blocks: ["a=1\n", "b\n"]), GuideSession(blocks: ["c\n"], isStopped: true),
            ])
        #expect(GuideSession.elsewhere(in: guide) == ["d"])
    }

    @Test func theBlockThatFailedIsNamed() async throws {
        let session = GuideSession(blocks: ["a=1\n", "test $a = 2\n"])
        let outcome = try await Supervisor().run(Command("bash", ["-euc", session.script], mergesErrors: true))
        #expect(session.words(outcome).hasPrefix("`test $a = 2` ended with 1"))
    }

    @Test func statusAndBodyAreToldApart() throws {
        let runners = try ExampleRunner.all(Toolbox(Supervisor()), folder: TemporaryFolder().path)
        let shell = try #require(runners.first { $0.tag == "sh" })
        #expect(shell.answer(in: "{\"a\":1}\n200")?.status == 200)
        #expect(shell.answer(in: "{\"a\":1}\n200")?.body == "{\"a\":1}")
        #expect(shell.answer(in: "\n204")?.body.isEmpty == true)
        let python = try #require(runners.first { $0.tag == "python" })
        #expect(python.answer(in: "201 {\"a\": 1}\n")?.status == 201)
        #expect(python.answer(in: "204 \n")?.body.isEmpty == true)
        #expect(python.answer(in: "Traceback") == nil)
    }
}
