import Brief
import Foundation
import Source
import Testing

/// Every folder of `Cases` holds a bad or doubtful brief and what is said about it. `RECORD=1` writes that anew, and fails.
struct CaseTests {
    @Test(arguments: try Files.names(in: "Cases"))
    func saysWhatIsWrong(_ name: String) throws {
        let folder = Files.tests.appending(path: "Cases/" + name)
        let bytes = try Data(contentsOf: folder.appending(path: "brief.yaml"))
        let reading = BriefReader.read(try SourceText.decode(Array(bytes), name: "brief.yaml"))
        #expect((reading.brief == nil) == reading.diagnostics.contains { $0.severity == .error })
        #expect(!reading.diagnostics.isEmpty)

        let expected = folder.appending(path: "expected.stderr")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try reading.report.text.write(to: expected, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name)")
        } else {
            #expect(reading.report.text == (try String(contentsOf: expected, encoding: .utf8)))
        }
    }

    @Test func thereAreAtLeastSixtyCases() throws {
        #expect(try Files.names(in: "Cases").count >= 60)
    }

    @Test func everyCodeIsDocumented() throws {
        let reference = try String(contentsOf: Files.repository.appending(path: "docs/brief.md"), encoding: .utf8)
        for name in try Files.names(in: "Cases") {
            let said = try String(
                contentsOf: Files.tests.appending(path: "Cases/\(name)/expected.stderr"), encoding: .utf8)
            for code in said.matches(of: /\[([a-z]+\/[a-z0-9-]+)\]\n/).map(\.1) {
                #expect(reference.contains("`\(code)`"), "docs/brief.md doesn't list \(code), which \(name) shows")
            }
        }
    }

    @Test func diagnosticsAsJSONCarryPlaceAndCode() throws {
        struct Entry: Decodable {
            var file: String, line: Int, column: Int, code: String, severity: String, help: String?
        }
        let reading = BriefReader.read(SourceText(name: "x.yaml", text: "api: shop\nresuorces: {}\n"))
        let entries = try JSONDecoder().decode([Entry].self, from: Data(reading.report.json.utf8))
        #expect(entries.map(\.code) == ["brief/missing-key", "brief/unknown-key"])
        #expect(entries.last?.line == 2)
        #expect(entries.last?.help == "did you mean \"resources\"?")
    }
}
