/// How long the longest function and the longest file are.
public enum Size {
    static let unit = "lines"

    /// Lines of the longest function, between its braces. Findings name the longest ones.
    public static func readFunctions(_ files: [SourceFile]) -> Reading {
        let functions = files.flatMap { file in Self.functions(in: file.text).map { (file: file.path, function: $0) } }
        return longest(functions.map { ("\($0.file):\($0.function.line): \($0.function.name)", $0.function.lines) })
    }

    /// Lines of the longest file.
    public static func readFiles(_ files: [SourceFile]) -> Reading { longest(files.map { ($0.path, $0.lineCount) }) }

    private static func longest(_ things: [(name: String, lines: Int)]) -> Reading {
        let sorted = things.sorted { ($1.lines, $0.name) < ($0.lines, $1.name) }
        guard let first = sorted.first else { return .notMeasured("there is nothing to measure", unit: unit) }
        return Reading(Double(first.lines), unit, findings: sorted.prefix(10).map { "\($0.name): \($0.lines) lines" })
    }

    struct Function: Equatable {
        var name: String
        /// Where it is declared.
        var line: Int
        /// Between its braces.
        var lines: Int
    }

    static func functions(in source: String) -> [Function] {
        let tokens = SwiftLexer.tokens(of: source)
        return tokens.indices.compactMap { index in
            let word = tokens[index]
            guard word.kind == .word, ["func", "init", "deinit", "subscript"].contains(word.text),
                // `self.init(…)` and `.init(…)` are calls.
                index == 0 || tokens[index - 1].text != ".",
                let open = bodyStart(after: index, in: tokens), let close = Brackets.closing(open, in: tokens)
            else { return nil }
            let name = word.text == "func" ? tokens[index + 1].text : word.text
            return Function(name: name, line: word.line, lines: max(0, tokens[close].line - tokens[open].line - 1))
        }
    }

    private static let declarations: Set = [
        "func", "var", "let", "init", "case", "subscript", "static", "struct", "enum", "class", "extension",
        "associatedtype",
    ]

    /// The brace that opens the body; nil for a declaration without one, such as a protocol's.
    private static func bodyStart(after index: Int, in tokens: [SwiftToken]) -> Int? {
        var depth = 0
        for next in tokens.indices[(index + 1)...] {
            switch tokens[next].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return next
            case "}" where depth == 0: return nil
            default:
                let isNextDeclaration =
                    declarations.contains(tokens[next].text) && tokens[next].line > tokens[index].line
                if depth == 0, isNextDeclaration { return nil }
            }
        }
        return nil
    }
}
