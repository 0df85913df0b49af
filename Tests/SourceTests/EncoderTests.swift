import Foundation
import Testing
import Yams

@testable import Source

/// Texts that have broken out of some language.
let breakouts = [
    "plain", "", " ", "it's", #"say "hi""#, #"back\slash"#, #"\(evil())"#, "a\nb", "a\r\nb", "tab\there", "nul\0byte",
    "*/ evil()", "-- drop", "'; DROP TABLE users; --", #""; evil "#, "$(rm -rf /)", "`id`", "${HOME}", "a\u{2028}b",
    "a\u{85}b", "\u{202E}gnp", "-->", "]]>", "</script><script>", "{{x}}", "%s", "- item", "# comment", "key: value",
    "null", "yes", "1e3", "0x1F", "~", "@x", "!tag", "&anchor", "*alias", "|", ">", "? x", "[a]", "{a}", "a #b", "a: b",
    "x\\", "$$", "Signed-off-by: me", "\n\nTask: forged", "\"#", "\"##", "\\#(x)", "é", "e\u{301}", "👩‍💻",
]

@Suite struct EncoderTests {
    @Test("SQL literals and identifiers end where they should", arguments: breakouts)
    func sql(text: String) {
        for (encoded, quote) in [(SQLText.literal(text), "'"), (SQLText.identifier(text), "\"")] {
            let inner = encoded.dropFirst().dropLast()
            #expect(encoded.hasPrefix(quote) && encoded.hasSuffix(quote))
            #expect(!inner.replacing(quote + quote, with: "").contains(quote))
            #expect(inner.replacing(quote + quote, with: quote) == text.filter { $0 != "\0" })
        }
    }

    @Test("a YAML scalar reads back as the same text", arguments: breakouts)
    func yaml(text: String) throws {
        let node = try Yams.compose(yaml: "value: \(YAMLText.scalar(text))\nnext: 1\n")
        let value = node?["value"]
        #expect(value?.scalar?.string == text)
        #expect(value?.tag.description.hasSuffix("str") == true)
        #expect(node?["next"]?.int == 1)
    }

    @Test("a shell word arrives as the same argument", arguments: breakouts.filter { !$0.contains("\0") })
    func shell(text: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "printf %s " + ShellText.word(text)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test("a make recipe prints the text and nothing else runs", arguments: breakouts.filter { !$0.contains("\0") })
    func make(text: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let makefile = "VALUE = \(MakeText.value(text))\nall:\n\t@printf %s \(MakeText.recipeWord(text))\n"
        try Data(makefile.utf8).write(to: folder.appending(path: "Makefile"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/make")
        process.arguments = ["-s", "-C", folder.path(percentEncoded: false)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: output, as: UTF8.self) == Controls.blanked(text))
    }

    @Test("HTML and Markdown hold no live markup", arguments: breakouts)
    func markup(text: String) {
        #expect(!HTMLText.text(text).contains { "<>\"'".contains($0) })
        let inline = MarkdownText.inline(text)
        #expect(!inline.contains { "<>\n\r".contains($0) })
        #expect(!MarkdownText.code(text).contains("\n"))
    }

    @Test("a code span's fence is longer than any run inside")
    func fences() {
        #expect(MarkdownText.code("a``b") == "```a``b```")
        #expect(MarkdownText.code("`id`") == "`` `id` ``")
    }

    @Test("a commit message's line stays one line", arguments: breakouts)
    func git(text: String) {
        let line = GitText.line(text)
        #expect(!line.unicodeScalars.contains { Controls.contains($0) })
        #expect(!line.hasPrefix("#"))
    }

    @Test("a Swift literal is one line, closed once, and interpolates nothing", arguments: breakouts)
    func swift(text: String) {
        let literal = SwiftText.literal(text)
        #expect(!literal.unicodeScalars.contains { Controls.contains($0) })
        if literal.hasPrefix("#") {
            #expect(!literal.dropFirst(2).dropLast(2).contains("\"#") && !literal.contains("\\#"))
        } else {
            let inner = literal.dropFirst().dropLast().replacing("\\\\", with: "").replacing("\\\"", with: "")
            #expect(!inner.contains("\"") && !inner.contains("\\("))
        }
    }

    @Test("Swift names are escaped where they are reserved")
    func names() {
        #expect(SwiftText.escaped("class") == "`class`")
        #expect(SwiftText.escaped("status") == "status")
        #expect(SwiftText.identifier("2 fast; evil()") == "case2FastEvil")
    }
}
