/// Counts the SQL texts into which a value is written instead of being bound.
///
/// Found are string literals that are SQL and have an interpolation, or are joined to something that is no literal.
/// GRDB's `literal:` arguments bind what is interpolated, and are left out. So are files that are, byte for byte, the
/// Platform's own: it writes names of tables into its SQL, each quoted, and its own suite proves that.
public enum BoundParameters {
    static let unit = "SQL texts with values in them"

    /// - Parameter reviewed: SHA-256 by path of the Platform's files as Fivegate holds them.
    public static func read(_ files: [SourceFile], reviewed: [String: String] = [:]) -> Reading {
        if files.isEmpty { return .notMeasured("there are no files", unit: unit) }
        return .counting(
            files.filter { reviewed[$0.path] != LockedTests.lock(of: $0) }.flatMap { file in
                lines(in: SwiftLexer.tokens(of: file.text)).map { "\(file.path):\($0): a value is written into SQL" }
            }, unit)
    }

    static func lines(in tokens: [SwiftToken]) -> [Int] {
        tokens.indices.compactMap { index in
            guard case .string(let isInterpolated) = tokens[index].kind, isSQL(tokens[index].text),
                !isBoundLiteral(index, in: tokens)
            else { return nil }
            return isInterpolated || joinsAValue(index, in: tokens) ? tokens[index].line : nil
        }
    }

    /// A statement, or the part of one that has conditions or values in it.
    static func isSQL(_ text: String) -> Bool {
        text.contains(
            /^\s*(SELECT|INSERT\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|CREATE|DROP|ALTER|PRAGMA|ATTACH|VACUUM|WITH)\s/
        )
            || text.contains(/(^|\s)(WHERE|AND|OR|SET|VALUES|LIMIT|ORDER BY)\s+["\w.(]+\s*(=|<|>|LIKE|IN|IS|\\\()/)
    }

    /// `execute(literal: "…")`
    private static func isBoundLiteral(_ index: Int, in tokens: [SwiftToken]) -> Bool {
        index >= 2 && tokens[index - 1].text == ":" && tokens[index - 2].text == "literal"
    }

    private static func joinsAValue(_ index: Int, in tokens: [SwiftToken]) -> Bool {
        guard index + 2 < tokens.count, tokens[index + 1].text == "+" else { return false }
        if case .string = tokens[index + 2].kind { return false }
        return true
    }
}
