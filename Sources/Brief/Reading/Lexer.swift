import Source

/// A piece of an expression or of a field's line.
struct Token: Equatable {
    enum Kind: Equatable {
        case word(String)
        /// Digits with at most one point; a sign is a symbol of its own.
        case number(String)
        /// A number and its unit without a blank between: `15m`, `99.9%`.
        case quantity(String, unit: String)
        case string(String)
        case symbol(String)
        case pattern(String)
        case end
    }

    var kind: Kind
    /// Bytes of the scalar's text.
    var bytes: Range<Int>
}

/// Cuts a scalar's text into tokens.
struct Lexer {
    static let tokenLimit = 500

    private let bytes: [UInt8]
    private let scalar: YAMLScalar
    private let problems: Problems
    private let hasPatterns: Bool
    private var at = 0
    private var failed = false

    /// The tokens, the last of kind `end`; nil when something in the text is no token, which is reported.
    ///
    /// - Parameter hasPatterns: Whether `/` begins a pattern (in a field's line) or divides.
    static func tokens(_ scalar: YAMLScalar, hasPatterns: Bool = false, _ problems: Problems) -> [Token]? {
        var lexer = Lexer(scalar, hasPatterns, problems)
        var tokens: [Token] = []
        repeat {
            tokens.append(lexer.next())
            if tokens.count > tokenLimit {
                problems.report(
                    "too-long", "this is longer than \(tokenLimit) words and signs", at: scalar, help: "simplify it")
                return nil
            }
        } while tokens.last?.kind != .end
        return lexer.failed ? nil : tokens
    }

    private init(_ scalar: YAMLScalar, _ hasPatterns: Bool, _ problems: Problems) {
        self.scalar = scalar
        self.hasPatterns = hasPatterns
        self.problems = problems
        bytes = Array(scalar.text.utf8)
    }

    private func byte(_ ahead: Int = 0) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }

    private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { (48...57).contains($0) } ?? false }
    private static func isLetter(_ byte: UInt8?) -> Bool {
        byte.map { (65...90).contains($0) || (97...122).contains($0) || $0 == 95 } ?? false
    }

    private mutating func next() -> Token {
        while let byte = byte(), byte == 32 || byte == 9 || byte == 10 || byte == 13 { at += 1 }
        let start = at
        let kind = kind()
        return Token(kind: kind, bytes: start..<at)
    }

    private mutating func kind() -> Token.Kind {
        guard let first = byte() else { return .end }
        if Self.isLetter(first) { return .word(word()) }
        if Self.isDigit(first) { return number() }
        if first == 34 || first == 39 { return string(quote: first) }
        if hasPatterns, first == 47, at == 0 || bytes[at - 1] == 32 || bytes[at - 1] == 10 { return pattern() }
        for symbol in ["!=", "<=", ">=", "->", ".."] where bytes[at...].starts(with: symbol.utf8) {
            at += 2
            return .symbol(symbol)
        }
        if "=<>+-*/().,?$[]".utf8.contains(first) {
            at += 1
            return .symbol(String(UnicodeScalar(first)))
        }
        return unexpected()
    }

    private mutating func word() -> String {
        let start = at
        while Self.isLetter(byte()) || Self.isDigit(byte()) || byte() == 45 && Self.isLetter(byte(1)) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func number() -> Token.Kind {
        let start = at
        while Self.isDigit(byte()) { at += 1 }
        if byte() == 46, Self.isDigit(byte(1)) {
            at += 1
            while Self.isDigit(byte()) { at += 1 }
        }
        let number = String(decoding: bytes[start..<at], as: UTF8.self)
        guard Self.isLetter(byte()) || byte() == 37 else { return .number(number) }
        let unit = at
        if byte() == 37 { at += 1 } else { while Self.isLetter(byte()) || Self.isDigit(byte()) { at += 1 } }
        return .quantity(number, unit: String(decoding: bytes[unit..<at], as: UTF8.self))
    }

    /// A doubled quote stands for one.
    private mutating func string(quote: UInt8) -> Token.Kind {
        let start = at
        var content: [UInt8] = []
        at += 1
        while let next = byte() {
            at += 1
            if next == quote {
                guard byte() == quote else { return .string(String(decoding: content, as: UTF8.self)) }
                at += 1
            }
            content.append(next)
        }
        fail("unterminated", "this text has no closing quote", start)
        return .string("")
    }

    /// `\/` stands for a slash.
    private mutating func pattern() -> Token.Kind {
        let start = at
        var content: [UInt8] = []
        at += 1
        while let next = byte() {
            at += 1
            if next == 47 { return .pattern(String(decoding: content, as: UTF8.self)) }
            if next == 92, let escaped = byte() {
                at += 1
                content += escaped == 47 ? [escaped] : [next, escaped]
            } else {
                content.append(next)
            }
        }
        fail("unterminated", "this pattern has no closing slash", start)
        return .pattern("")
    }

    private mutating func unexpected() -> Token.Kind {
        let start = at
        let text = String(decoding: bytes[at...].prefix(4), as: UTF8.self)
        let character = text.first.map(String.init) ?? ""
        at += max(1, min(character.utf8.count, bytes.count - at))
        fail("syntax", "\"\(character)\" has no meaning here", start)
        return .symbol(character)
    }

    private mutating func fail(_ code: String, _ message: String, _ start: Int) {
        failed = true
        problems.report(code, message, at: scalar.range(of: start..<max(at, start + 1), in: problems.source))
    }
}
