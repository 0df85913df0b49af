import Testing

@testable import Proving

@Suite struct SwiftLexerTests {
    private func texts(_ source: String) -> [String] { SwiftLexer.tokens(of: source).map(\.text) }

    @Test func commentsAreDropped() {
        #expect(texts("a // b { }\n/* c /* d */ e */ f") == ["a", "f"])
    }

    @Test func aStringIsOneToken() {
        let tokens = SwiftLexer.tokens(of: #"f("a \"b\" {", 1)"#)
        #expect(tokens.map(\.text) == ["f", "(", #"a \"b\" {"#, ",", "1", ")"])
        #expect(tokens[2].kind == .string(isInterpolated: false))
    }

    @Test func anInterpolationMayHoldStringsAndBrackets() {
        let tokens = SwiftLexer.tokens(of: #"x = "a \(f(")", [1])) b" + y"#)
        #expect(tokens.map(\.text) == ["x", "=", #"a \(f(")", [1])) b"#, "+", "y"])
        #expect(tokens[2].kind == .string(isInterpolated: true))
    }

    @Test func rawStringsEscapeWithTheirHashes() {
        let tokens = SwiftLexer.tokens(of: ##"let a = #"no \(escape) " here"# + b"##)
        #expect(tokens.map(\.text) == ["let", "a", "=", #"no \(escape) " here"#, "+", "b"])
        #expect(tokens[3].kind == .string(isInterpolated: false))
    }

    @Test func textOfSeveralLinesKeepsCount() {
        let tokens = SwiftLexer.tokens(of: "a\n\"\"\"\n  } \"x\"\n\"\"\"\nb")
        #expect(tokens.map(\.line) == [1, 2, 5])
    }

    @Test func aRegularExpressionIsOneToken() {
        let tokens = SwiftLexer.tokens(of: #"let r = /a"\/{2}/ ; let q = a / b / c"#)
        #expect(tokens.filter { $0.kind == .regex }.map(\.text) == [#"/a"\/{2}/"#])
        #expect(tokens.suffix(5).map(\.text) == ["a", "/", "b", "/", "c"])
    }
}
