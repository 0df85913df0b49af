import Source

/// Parses an expression by precedence: `or`, `and`, `not`, comparisons and `in`, `+ -`, `* /`.
struct ExpressionParser {
    private static let depthLimit = 40
    private static let aggregates: Set<String> = ["count", "sum", "min", "max", "exists", "distinct"]

    private let tokens: [Token]
    private let scalar: YAMLScalar
    private let problems: Problems
    private var at = 0
    private var depth = 0

    private struct Stop: Error {}

    /// Nil when the text is no expression, which is reported.
    static func parse(_ scalar: YAMLScalar, _ problems: Problems) -> ExpressionSyntax? {
        guard let tokens = Lexer.tokens(scalar, problems) else { return nil }
        var parser = ExpressionParser(tokens: tokens, scalar: scalar, problems: problems)
        do throws(Stop) {
            let result = try parser.disjunction()
            if parser.token.kind != .end { throw parser.expected("an operator or the end") }
            return result
        } catch {
            return nil
        }
    }

    private init(tokens: [Token], scalar: YAMLScalar, problems: Problems) {
        self.tokens = tokens
        self.scalar = scalar
        self.problems = problems
    }

    private var token: Token { tokens[min(at, tokens.count - 1)] }
    private var range: SourceRange { range(of: token) }
    private func range(of token: Token) -> SourceRange { scalar.range(of: token.bytes, in: problems.source) }

    private mutating func take(word: String) -> Bool { take(.word(word)) }
    private mutating func take(_ symbol: String) -> Bool { take(.symbol(symbol)) }
    private mutating func take(_ kind: Token.Kind) -> Bool {
        guard token.kind == kind else { return false }
        at += 1
        return true
    }

    private func expected(_ what: String) -> Stop {
        problems.report("syntax", "\(what) is expected here", at: range)
        return Stop()
    }

    private mutating func disjunction() throws(Stop) -> ExpressionSyntax {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit {
            problems.report("too-deep", "this is nested more than \(Self.depthLimit) levels deep", at: range)
            throw Stop()
        }
        var left = try conjunction()
        while take(word: "or") { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(Stop) -> ExpressionSyntax {
        var left = try negation()
        while take(word: "and") { left = .and(left, try negation()) }
        return left
    }

    private mutating func negation() throws(Stop) -> ExpressionSyntax {
        let start = range
        var count = 0
        while take(word: "not") { count += 1 }
        let inner = try comparison()
        return count % 2 == 1 ? .not(inner, start) : inner
    }

    private mutating func comparison() throws(Stop) -> ExpressionSyntax {
        let left = try sum()
        if take(word: "in") { return try membership(left) }
        guard case .symbol(let symbol) = token.kind, let comparison = Comparison(rawValue: symbol) else { return left }
        at += 1
        let result = ExpressionSyntax.compare(comparison, left, try sum())
        if case .symbol(let next) = token.kind, Comparison(rawValue: next) != nil {
            problems.report(
                "syntax", "comparisons can't be chained", at: range, help: "join two comparisons with \"and\"")
            throw Stop()
        }
        return result
    }

    private mutating func membership(_ element: ExpressionSyntax) throws(Stop) -> ExpressionSyntax {
        guard take("(") else { return .within(element, try sum()) }
        var members = [try sum()]
        while take(",") { members.append(try sum()) }
        guard take(")") else { throw expected("\")\" or \",\"") }
        return .among(element, members)
    }

    private mutating func sum() throws(Stop) -> ExpressionSyntax {
        var left = try product()
        while true {
            if take("+") {
                left = .arithmetic(.add, left, try product())
            } else if take("-") {
                left = .arithmetic(.subtract, left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(Stop) -> ExpressionSyntax {
        var left = try operand()
        while true {
            if take("*") {
                left = .arithmetic(.multiply, left, try operand())
            } else if take("/") {
                left = .arithmetic(.divide, left, try operand())
            } else {
                return left
            }
        }
    }

    private mutating func operand() throws(Stop) -> ExpressionSyntax {
        let start = range
        switch token.kind {
        case .symbol("("):
            at += 1
            let inner = try disjunction()
            guard take(")") else { throw expected("\")\"") }
            return inner
        case .symbol("-"):
            at += 1
            guard case .number(let text) = token.kind else { throw expected("a number") }
            return try number("-" + text, from: start)
        case .symbol("$"):
            at += 1
            if case .word(let word) = token.kind, !["and", "or", "in"].contains(word) {
                defer { at += 1 }
                return .input(word, SourceRange(start: start.start, end: range.end))
            }
            return .parameter(start)
        case .number(let text): return try number(text, from: start)
        case .quantity(let number, let unit): return try duration(number, unit)
        case .string(let text):
            at += 1
            return .literal(.text(text), start)
        case .word(let word): return try path(word)
        default: throw expected("a value")
        }
    }

    private mutating func number(_ text: String, from start: SourceRange) throws(Stop) -> ExpressionSyntax {
        let place = SourceRange(start: start.start, end: range.end)
        guard let number = Units.number(text) else {
            problems.report("number", "this number has more than 18 digits", at: place)
            throw Stop()
        }
        at += 1
        return .literal(number.whole.map(Literal.int) ?? .decimal(number), place)
    }

    private mutating func duration(_ number: String, _ unit: String) throws(Stop) -> ExpressionSyntax {
        guard let seconds = Units.duration(number, unit) else {
            problems.report(
                "unit", "\"\(number)\(unit)\" is no duration", at: range, help: "write 90s, 15m, 12h or 30d")
            throw Stop()
        }
        defer { at += 1 }
        return .literal(.duration(seconds), range)
    }

    private mutating func path(_ first: String) throws(Stop) -> ExpressionSyntax {
        let start = range
        if ["and", "or", "not", "in"].contains(first) { throw expected("a value") }
        at += 1
        if Self.aggregates.contains(first) {
            var isOperator = false
            if case .word(let next) = token.kind { isOperator = !["and", "or", "in"].contains(next) }
            if isOperator || token.kind == .symbol("(") {
                problems.notSupported("\"\(first)\"", at: start)
                throw Stop()
            }
        }
        var names = [first]
        var end = start.end
        while take(".") {
            guard case .word(let name) = token.kind else { throw expected("a field's name") }
            names.append(name)
            end = range.end
            at += 1
        }
        let place = SourceRange(start: start.start, end: end)
        switch names {
        case ["true"]: return .literal(.bool(true), place)
        case ["false"]: return .literal(.bool(false), place)
        case ["null"]: return .literal(.null, place)
        default: return .path(names, place)
        }
    }
}
