import Blueprint
import Foundation
import Testing

@testable import Stack

/// The guides of a service: complete, true to the code, and closed to texts of the brief that want out.
@Suite struct DocumentTests {
    private func documents(_ brief: String) throws -> [RenderedFile] {
        try service(brief, implemented: []).filter { $0.path.hasPrefix("docs/") }
    }

    @Test(arguments: briefs.keys.sorted()) func everyOperationIsDescribedWithAnExample(brief: String) throws {
        let blueprint = try blueprint(brief)
        let pages = try documents(brief).filter { $0.path.hasPrefix("docs/reference/") }.map(\.text).joined()
        for endpoint in blueprint.endpoints {
            #expect(pages.contains("\n## \(endpoint.id)\n"), "\(endpoint.id)")
        }
        let examples = blueprint.documentedExamples()
        #expect(pages.components(separatedBy: "```python\n").count - 1 == examples.count)
        // An operation that nobody may do has no case that succeeds, and no example.
        let possible = blueprint.endpoints.filter { endpoint in
            blueprint.cases(of: endpoint.id).contains { (200...299).contains($0.steps.first?.expect.status ?? 0) }
        }
        #expect(Set(examples.keys) == Set(possible.map(\.id)))
    }

    @Test(arguments: ["users", "hostile", "blog.yaml"]) func nothingOfABriefBreaksOutOfAPage(brief: String) throws {
        for file in try documents(brief) {
            let (prose, isClosed) = Self.prose(of: file.text)
            #expect(isClosed, "\(file.path)")
            let ours = prose.replacing(/<\/?(details|summary)>/, with: "").replacing("<NAME>_FILE", with: "")
                .replacing("<token>", with: "")
            #expect(!ours.contains("<"), "\(file.path)")
            #expect(!ours.contains("javascript:"), "\(file.path)")
        }
    }

    /// What stands outside of fenced blocks, and whether every fence is closed.
    private static func prose(of page: String) -> (String, Bool) {
        var isInside = false
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line.hasPrefix("```") { isInside.toggle() }
            return !isInside
        }
        return (lines.joined(separator: "\n"), !isInside)
    }

    /// Read by the shell, by Python and by Node, and not run.
    @Test(arguments: ["users", "hostile", "shop.yaml"]) func examplesAreProgramsOfTheirLanguage(brief: String) throws {
        let examples = try blueprint(brief).documentedExamples().values.map(ExampleCode.init)
        let files = examples.enumerated().flatMap { index, code in
            [
                RenderedFile("\(index).sh", code.curl), RenderedFile("\(index).py", code.python),
                RenderedFile("\(index).mjs", code.javaScript),
            ]
        }
        try withFolder(files) { folder in
            for check in [
                "for file in *.sh; do sh -n $file || exit 1; done",
                "python3 -c 'import ast, glob; [ast.parse(open(name).read()) for name in glob.glob(\"*.py\")]'",
                "command -v node >/dev/null || exit 0; for file in *.mjs; do node --check $file || exit 1; done",
            ] {
                let (status, output) = try run(["sh", "-c", check], in: folder)
                #expect(status == 0, "\(check): \(output.prefix(400))")
            }
        }
    }

    /// A text that acts in every language at once is sent as it is.
    @Test func aHostileBodyArrivesAsItIs() throws {
        let text = "'; touch planted; \" $(touch planted) `touch planted` \\u0022 \u{2028} \u{1} é ``` </details>"
        var example = try #require(blueprint("users").documentedExamples()["auth.login"])
        example.request.body = .text(text)
        let code = ExampleCode(example: example)
        let echo = """
            curl() { while [ $# -gt 1 ]; do shift; done; printf '%s' "$1"; }
            BASE_URL= TOKEN=

            """
        let python = code.python.replacing(/urllib\.request\.Request\(/, with: "dict(url=").replacing(
            /with urllib[^\n]*\n[^\n]*$/, with: "import sys; sys.stdout.write(request[\"data\"].decode())")
        try withFolder([RenderedFile("a.sh", echo + code.curl), RenderedFile("a.py", python)]) { folder in
            #expect(try run(["sh", "a.sh"], in: folder).output == text)
            let said = try run(["env", "BASE_URL=", "TOKEN=", "PYTHONIOENCODING=utf-8", "python3", "a.py"], in: folder)
            #expect(said.output == text)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "planted").path))
        }
    }

    /// Every code that the service answers is explained, and no other.
    @Test func theCodesOfErrorsAreThoseOfTheService() throws {
        let sources = ServiceRenderer.fixedFiles.filter { $0.path.hasPrefix("Sources/Platform/") }.map(\.text).joined()
        let codes = Set(sources.matches(of: /code: "([a-z][a-z-]+)"/).map { String($0.1) })
        let page = try #require(try documents("users").first { $0.path == "docs/errors.md" }).text
        let explained = Set(page.matches(of: /`([a-z][a-z-]+)`/).map { String($0.1) })
        #expect(codes.count > 20)
        // For operators, or only where an operation is not built.
        #expect(codes.subtracting(explained) == ["not-ready", "not-implemented"])
        let words: Set = ["detail", "errors", "type", "required", "readonly", "immutable"]
        #expect(explained.subtracting(codes).subtracting(words) == [])
    }

    /// What an alert's annotation names is there.
    @Test func everyAlertHasItsHeadingInTheRunbook() throws {
        let page = try #require(try documents("users").first { $0.path == "docs/runbook.md" }).text
        for alert in alerts(try blueprint("users")) { #expect(page.contains("\n### \(alert.name)\n"), "\(alert.name)") }
    }

    @Test(arguments: ["users", "minimal.yaml"]) func linksLeadSomewhere(brief: String) throws {
        let all = Set(try service(brief).map(\.path))
        let folders = Set(all.compactMap { $0.contains("/") ? String($0[..<$0.lastIndex(of: "/")!]) : nil })
        // Written by the design, not by the renderer.
        let designed = Set(try blueprint(brief).documents().map(\.path))
        for file in try documents(brief) {
            for link in file.text.matches(of: /\]\(([^)#:]+)\)/).map({ String($0.1) }) {
                let base = URL(filePath: "/" + file.path).deletingLastPathComponent()
                let path = String(base.appending(path: link).standardized.path.dropFirst())
                #expect(all.union(folders).union(designed).contains(path), "\(file.path): \(link)")
            }
        }
    }
}
