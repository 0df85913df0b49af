import Testing

@testable import Platform

@Suite struct MigrationFolderTests {
    let folder = TemporaryFolder()

    @Test func readsStepsInTheOrderOfTheirNumbers() throws {
        try folder.write("0010_b.up.sql", "B")
        try folder.write("0002_a.up.sql", "A")
        try folder.write("0002_a.down.sql", "a")
        try folder.write("README.md", "not a step")
        let expected = [
            Migration(number: 2, name: "a", up: "A", down: "a"), Migration(number: 10, name: "b", up: "B", down: nil),
        ]
        #expect(try Migration.read(folder: folder.path) == expected)
    }

    @Test(arguments: [
        (["create.sql"], MigrationError.name("create.sql")), (["0001_a.up.sql", "0001_b.up.sql"], .twice(1)),
        (["0001_a.down.sql"], .missingUp(1)),
    ])
    func refusesNamesThatAreNone(files: [String], error: MigrationError) throws {
        for file in files { try folder.write(file, "") }
        #expect(throws: error) { try Migration.read(folder: folder.path) }
    }

    @Test func saysWhichFolderIsMissing() {
        #expect(throws: MigrationError.unreadable("/nowhere")) { try Migration.read(folder: "/nowhere") }
    }
}
