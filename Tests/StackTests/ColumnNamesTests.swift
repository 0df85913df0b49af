import Blueprint
import Brief
import Source
import Testing

@testable import Stack

@Suite struct ColumnNamesTests {
    @Test("What create fills by itself names columns, not fields")
    func createNamesColumns() throws {
        let brief = try #require(
            BriefReader.read(
                .init(
                    name: "brief.yaml",
                    text: """
                        api: wiki
                        auth:
                          subject: User
                          login: email + password
                          ops: { login: POST /login }
                        resources:
                          User: { ops: [], fields: { email: email unique } }
                          Page:
                            fields: { pageTitle: string(1..80), pageSlug: slug(pageTitle) unique, createdBy: "-> User = me" }
                            allow: { create: user, read: anyone }
                        """)
            ).brief)
        let files = ServiceRenderer.files(of: Blueprint(brief), implemented: ["Page.create"])
        let create = try #require(files.first { $0.path.hasSuffix("Page+Create.swift") })
        #expect(create.text.contains(#"caller: ["created_by"]"#))
        #expect(create.text.contains(#"Slug(column: "page_slug", from: "page_title")"#))
    }

    @Test("A nested row hangs below the stored id of the row above, whatever its type")
    func parentsAreStoredValues() throws {
        let files = try service("blog.yaml")
        let comment = try #require(files.first { $0.path.hasSuffix("CommentResource.swift") })
        #expect(
            comment.text.contains(
                #"parent: .init(column: "post") { try PostResource.resource.find($0, for: $1, on: $2).id.databaseValue }"#
            ))
    }

    @Test("Negative defaults and fields that the record has names for render to Swift that compiles")
    func defaultsAndNames() throws {
        let brief = try #require(
            BriefReader.read(
                .init(
                    name: "brief.yaml",
                    text: """
                        api: odd
                        resources:
                          Odd:
                            fields: { low: int = -1, row: int?, json: bool = true, init: int?, initField: int? }
                            allow: { create: anyone, read: row = 1 }
                        """)
            ).brief)
        let files = ServiceRenderer.files(of: Blueprint(brief), implemented: [])
        let resource = try #require(files.first { $0.path.hasSuffix("OddResource.swift") })
        #expect(resource.text.contains(#""low": (-1).databaseValue"#))
        let record = try #require(files.first { $0.path.hasSuffix("OddRecord.swift") })
        let names = ["rowField", "jsonField", "initField", "initFieldField"]
        for name in names { #expect(record.text.contains("var \(name): "), "\(name)") }
        #expect(record.text.contains(#"json.member("json", jsonField)"#))
    }
}
