import Source
import Testing

struct DiagnosticTests {
    private func rendered(_ text: String, _ start: Int, _ end: Int, help: String? = nil) -> String {
        let source = SourceText(name: "a.yaml", text: text)
        let range = SourceRange(start: source.position(atOffset: start), end: source.position(atOffset: end))
        return Diagnostic(code: "x/y", message: "wrong", range: range, help: help).rendered(in: source)
    }

    @Test func showsLineCaretAndHelp() {
        #expect(
            rendered("one\nzwö drei\n", 9, 13, help: "do right")
                == """
                a.yaml:2:5: error: wrong [x/y]
                 2 | zwö drei
                   |     ^^^^
                  help: do right
                """)
    }

    @Test func longLinesAreShownAroundTheCaret() {
        let text = rendered(String(repeating: "x", count: 1000) + "Y" + String(repeating: "z", count: 1000), 1000, 1001)
        let lines = text.split(separator: "\n").map(Array.init)
        #expect(lines[1].count < 140)
        let caret = lines[2].firstIndex(of: "^")
        #expect(caret.map { lines[1][$0] } == "Y")
    }

    @Test func controlCharactersDoNotReachTheTerminal() {
        #expect(
            !rendered("\u{1B}[31mred \u{202E}x", 0, 1, help: "\u{1B}]0;title\u{7}").contains {
                "\u{1B}\u{7}\u{202E}".contains($0)
            })
    }

    @Test func reportIsInTheOrderOfTheText() {
        let source = SourceText(name: "a", text: "one\ntwo\n")
        func problem(_ code: String, _ offset: Int) -> Diagnostic {
            let position = source.position(atOffset: offset)
            return Diagnostic(code: code, message: "", range: SourceRange(start: position, end: position))
        }
        let report = DiagnosticReport([problem("b", 4), problem("a", 0)], in: source)
        #expect(report.diagnostics.map(\.code) == ["a", "b"])
        #expect(report.text.hasSuffix("\n2 problems\n"))
    }

    @Test(arguments: [("emial", "email"), ("creatdAt", "createdAt"), ("STATUS", "status")])
    func suggestsWhatWasMeant(_ word: String, _ meant: String) {
        #expect(Suggestion.nearest(to: word, among: ["email", "status", "createdAt"]) == meant)
    }

    @Test func suggestsNothingFar() {
        #expect(Suggestion.nearest(to: "price", among: ["email", "status"]) == nil)
        #expect(Suggestion.nearest(to: "x", among: ["y"]) == nil)
    }
}
