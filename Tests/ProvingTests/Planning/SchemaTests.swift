import Blueprint
import GRDB
import Testing

@testable import Proving

@Suite struct NormalFormTests {
    private func violations(_ files: MigrationFiles) throws -> [String] {
        NormalForm.read(try DatabaseShape(try files.database()), Examples.blueprint).findings
    }

    @Test func theDesignsOwnSchemaHasNone() throws {
        #expect(try violations(Examples.migrations) == [])
    }

    @Test func aCopiedColumnIsFound() throws {
        let files = Examples.migrations(up: {
            $0.replacing("\"title\" TEXT NOT NULL", with: "\"title\" TEXT NOT NULL, \"author_name\" TEXT")
        })
        #expect(try violations(files) == ["books.author_name: the brief has nothing to store here"])
    }

    @Test func aComputedColumnIsFound() throws {
        let files = Examples.migrations(up: {
            $0.replacing("\"genre\" TEXT NOT NULL", with: "\"genre\" TEXT AS (upper(\"title\")) STORED")
        })
        #expect(try violations(files) == ["books.genre: is computed"])
    }

    @Test func aListInAColumnIsFound() throws {
        let files = Examples.migrations(up: { text in
            guard let child = text.firstRange(of: "CREATE TABLE \"books_tags\"") else { return text }
            return String(text[..<child.lowerBound])
                .replacing("\"title\" TEXT NOT NULL", with: "\"title\" TEXT NOT NULL, \"tags\" TEXT")
        })
        #expect(
            try violations(files) == [
                "books.tags: the brief has nothing to store here", "Book.tags: a list needs a table of its own",
            ])
    }

    @Test func aReferenceThatIsNoForeignKeyIsFound() throws {
        let files = Examples.migrations(up: {
            $0.replacing(/,\n +FOREIGN KEY \("author"\) REFERENCES "authors" [^\n]*/, with: "")
        })
        #expect(try violations(files) == ["books.author: is no foreign key to authors"])
    }

    @Test func aTableOfItsOwnInventionIsFound() throws {
        var files = Examples.migrations
        files.migrations.append(
            .init(stem: "0009_x", up: "CREATE TABLE book_counts (author TEXT, n INTEGER)", down: nil))
        #expect(try violations(files) == ["book_counts: the brief has nothing to store in this table"])
    }

    @Test func thePlatformsTablesAreExempt() throws {
        var files = Examples.migrations
        files.migrations.append(.init(stem: "0009_x", up: "CREATE TABLE _audit (change TEXT)", down: nil))
        #expect(try violations(files) == [])
    }
}

@Suite struct ReversibilityTests {
    @Test func theDesignsOwnMigrationsLeaveNoDifference() throws {
        #expect(try Reversibility.read(Examples.migrations).figure == 0)
    }

    @Test func aDownThatLeavesATableIsFound() throws {
        let files = Examples.migrations(up: { $0 }, down: { $0.replacing(/DROP TABLE "books_tags";/, with: "") })
        let reading = try Reversibility.read(files)
        #expect(reading.figure != 0)
        #expect(reading.findings.joined().contains("books_tags"))
    }

    @Test func aDownThatUpCannotFollowIsFound() throws {
        var files = Examples.migrations
        files.migrations.append(.init(stem: "0009_x", up: "CREATE VIEW extra AS SELECT 1", down: "SELECT 1"))
        let findings = try Reversibility.read(files).findings
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("0009_x.up.sql: ") == true)
    }

    @Test func aMissingDownIsFound() throws {
        let files = Examples.migrations(up: { $0 }, down: { _ in nil })
        #expect(try Reversibility.read(files).findings == ["0002_create_books.down.sql is missing"])
    }

    @Test func noMigrationsAreNotMeasured() throws {
        #expect(try Reversibility.read(MigrationFiles([])).figure == nil)
    }
}

@Suite struct QueryPlansTests {
    @Test(arguments: [QueryPlans.Fault.fullScan, .temporarySort])
    func theDesignsOwnIndexesServeEveryQuery(_ fault: QueryPlans.Fault) throws {
        let reading = try QueryPlans.read(fault, Examples.migrations, Examples.blueprint)
        #expect(reading.findings == [])
        #expect(reading.figure == 0)
        // Three filters and the sorts of books, the default sort of authors.
        #expect(reading.details["plans"] == 8)
    }

    /// The migrations without the index whose name has this in it.
    private func migrations(withoutIndex name: String) -> MigrationFiles {
        Examples.migrations(up: { text in
            text.split(separator: ";\n", omittingEmptySubsequences: true)
                .filter { !($0.contains("CREATE INDEX") && $0.contains(name)) }
                .map { $0 + ";\n" }.joined()
        })
    }

    @Test func aMissingIndexOfAFilterIsAFullScan() throws {
        let reading = try QueryPlans.read(.fullScan, migrations(withoutIndex: "books_genre"), Examples.blueprint)
        #expect(reading.figure == 1)
        #expect(
            reading.findings.first?.hasPrefix("Book.list filtered by genre: no index finds the rows by genre") == true)
    }

    @Test func aMissingIndexOfASortIsATemporarySort() throws {
        let files = migrations(withoutIndex: "books_title")
        let reading = try QueryPlans.read(.temporarySort, files, Examples.blueprint)
        #expect(reading.figure == 2)
        #expect(reading.findings.allSatisfy { $0.contains("USE TEMP B-TREE FOR") })
        #expect(try QueryPlans.read(.fullScan, files, Examples.blueprint).figure == 2)
    }

    @Test func aSchemaThatRefusesTheRowsIsNotMeasured() throws {
        let files = Examples.migrations(up: {
            $0.replacing("\"title\" TEXT NOT NULL", with: "\"title\" INTEGER NOT NULL")
        })
        #expect(try QueryPlans.read(.fullScan, files, Examples.blueprint).figure == nil)
    }

    @Test(arguments: [
        ("SCAN t", true), ("SCAN t USING INDEX books_created_at_id", false), ("SCAN CONSTANT ROW", false),
        ("SCAN json_each VIRTUAL TABLE INDEX 1:", false), ("SEARCH t USING INDEX x (genre=?)", false),
    ])
    func fullScansAreToldFromWalksAlongAnIndex(_ line: String, _ isFullScan: Bool) {
        #expect((QueryPlans.line(with: .fullScan, of: [line]) != nil) == isFullScan)
    }
}

@Suite struct PlannedCasesTests {
    @Test func aRuleWithoutACaseIsNamed() {
        let reading = PlannedCases.read(
            rules: ["User.get.allow", "User.email.unique"], planned: [["User.get.allow"], []])
        #expect(reading.figure == 50)
        #expect(reading.findings == ["User.email.unique: no case proves it"])
    }

    @Test func everyRulePlannedIsAHundredPerCent() {
        let rules = Examples.blueprint.requirements.map(\.id)
        let reading = PlannedCases.read(rules: rules, planned: [rules])
        #expect(reading.figure == 100)
    }

    @Test func aBriefWithoutRulesHasNothingLeftToProve() {
        #expect(PlannedCases.read(rules: [], planned: []).figure == 100)
    }
}
