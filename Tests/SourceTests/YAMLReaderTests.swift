import Foundation
import Source
import Testing

struct YAMLReaderTests {
    private func value(_ text: String) throws -> (YAMLScalar, SourceText) {
        let source = SourceText(name: "x.yaml", text: text)
        let (root, diagnostics) = YAMLReader.read(source)
        #expect(diagnostics.isEmpty)
        return (try #require(root?.mapping?.last?.value.scalar), source)
    }

    /// What stands in the source where a piece of the value is said to be.
    private func found(_ piece: String, in text: String) throws -> String {
        let (scalar, source) = try value(text)
        let at = try #require(scalar.text.range(of: piece), "\(scalar.text)")
        let bytes = scalar.text.utf8
        let start = bytes.distance(from: bytes.startIndex, to: at.lowerBound)
        let range = scalar.range(of: start..<start + piece.utf8.count, in: source)
        return String(decoding: Array(source.text.utf8)[range.start.offset..<range.end.offset], as: UTF8.self)
    }

    @Test(arguments: [
        "a: one two three", "a: 'it''s two three'", #"a: "é\u00e9\n\x41 two""#, "a: >\n  one\n  and two\n  three",
        "a: |\n    one\n\n    two\n", "a: one\n  and\n\n  two three", "a: \"one\n   and two\"", "é: ü two",
        "a: \"one\\\n   two\"", "a: >-\n  x\n\n\n  y two",
    ])
    func knowsWhereAPieceOfAScalarStands(_ text: String) throws {
        #expect(try found("two", in: text) == "two")
    }

    @Test func columnsCountScalarsAndLinesTheBreaksOfYAML() throws {
        let (scalar, _) = try value("x: 1\r\n\"äöü\": 'v'")
        #expect(scalar.range.start == Position(line: 2, column: 8, offset: 16))
        #expect(scalar.range.end.column == 11)
    }

    @Test func starsInTextStayStars() throws {
        #expect(try value("a: 2 *b * c").0.text == "2 *b * c")
        #expect(try value("a: '*b'").0.text == "*b")
        #expect(try value("a: \u{E000}\u{F8FF} *x").0.text == "\u{E000}\u{F8FF} *x")
    }

    @Test func duplicateKeysAreAllFoundAndTheFirstIsKept() {
        let source = SourceText(name: "x.yaml", text: "a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n")
        let (root, diagnostics) = YAMLReader.read(source)
        #expect(diagnostics.map(\.range?.start.line) == [2, 3, 4])
        #expect(diagnostics.allSatisfy { $0.code == "yaml/duplicate-key" })
        #expect(root?.mapping?.map(\.key.text) == ["a", "b"])
        #expect(root?.mapping?.first?.value.scalar?.text == "1")
    }

    @Test func nullIsToldFromTextInQuotes() throws {
        #expect(YAMLReader.read(SourceText(name: "x", text: "a: ~")).root?.mapping?[0].value.isNull == true)
        #expect(YAMLReader.read(SourceText(name: "x", text: "a: '~'")).root?.mapping?[0].value.isNull == false)
    }
}
