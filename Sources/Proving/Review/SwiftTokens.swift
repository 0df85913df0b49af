/// A word of Swift source, as far as the review needs to tell them apart.
struct SwiftToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// Identifiers, keywords and numbers.
        case word
        case punctuation
        case string(isInterpolated: Bool)
        case regex
    }

    var kind: Kind
    /// A string's text is what stands between its quotes, interpolations included.
    var text: String
    /// From 1.
    var line: Int
}

/// Splits Swift source into tokens; comments and white space are dropped.
struct SwiftLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var tokens: [SwiftToken] = []

    static func tokens(of source: String) -> [SwiftToken] {
        var lexer = SwiftLexer(source)
        lexer.run()
        return lexer.tokens
    }

    private init(_ source: String) { bytes = Array(source.utf8) }

    private func byte(_ offset: Int = 0) -> UInt8? {
        bytes.indices.contains(index + offset) ? bytes[index + offset] : nil
    }

    private func isAhead(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }

    private mutating func run() {
        while let next = byte() {
            if next == UInt8(ascii: "\n") || next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") {
                advance()
            } else if isAhead("//") {
                while let next = byte(), next != UInt8(ascii: "\n") { advance() }
            } else if isAhead("/*") {
                blockComment()
            } else if let hashes = stringStart() {
                string(hashes: hashes)
            } else if Self.isWord(next) {
                let start = index
                while let next = byte(), Self.isWord(next) { advance() }
                add(.word, from: start)
            } else if next == UInt8(ascii: "/"), isRegexStart() {
                regex()
            } else {
                advance()
                add(.punctuation, from: index - 1)
            }
        }
    }

    private mutating func add(_ kind: SwiftToken.Kind, from start: Int, to end: Int? = nil, line: Int? = nil) {
        let text = String(decoding: bytes[start..<(end ?? index)], as: UTF8.self)
        tokens.append(SwiftToken(kind: kind, text: text, line: line ?? self.line))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 64
            || byte == 36 || byte == 96 || byte >= 128
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if isAhead("/*") {
                depth += 1
                advance(2)
            } else if isAhead("*/") {
                depth -= 1
                advance(2)
            } else {
                advance()
            }
        } while depth > 0 && index < bytes.count
    }

    // MARK: Strings

    /// The number of `#` before a quote that begins here; nil: no string begins here.
    private func stringStart() -> Int? {
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        return byte(hashes) == UInt8(ascii: "\"") ? hashes : nil
    }

    private mutating func string(hashes: Int) {
        let first = line
        let marks = String(repeating: "#", count: hashes)
        advance(hashes)
        let quote = isAhead("\"\"\"") ? "\"\"\"" : "\""
        advance(quote.count)
        let start = index
        var isInterpolated = false
        while index < bytes.count, !isAhead(quote + marks) {
            if isAhead("\\" + marks + "(") {
                isInterpolated = true
                advance(hashes + 2)
                interpolation()
            } else if isAhead("\\" + marks) {
                advance(hashes + 2)
            } else {
                advance()
            }
        }
        add(.string(isInterpolated: isInterpolated), from: start, line: first)
        advance(quote.count + hashes)
    }

    /// Past the bracket that closes an interpolation; strings in it may hold brackets of their own.
    private mutating func interpolation() {
        var depth = 1
        let known = tokens.count
        while depth > 0, let next = byte() {
            if let hashes = stringStart() {
                string(hashes: hashes)
                continue
            }
            if next == UInt8(ascii: "(") { depth += 1 }
            if next == UInt8(ascii: ")") { depth -= 1 }
            advance()
        }
        tokens.removeSubrange(known...)
    }

    // MARK: Regular expressions

    /// A slash behind an operator or an opening bracket begins a literal, if it is closed on its line.
    private func isRegexStart() -> Bool {
        guard let next = byte(1), next != UInt8(ascii: " "), next != UInt8(ascii: "\n") else { return false }
        if let last = tokens.last, last.line == line, last.kind != .punctuation || [")", "]", "}"].contains(last.text) {
            return false
        }
        let rest = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        return rest.contains(UInt8(ascii: "/"))
    }

    private mutating func regex() {
        let start = index
        advance()
        while let next = byte(), next != UInt8(ascii: "/"), next != UInt8(ascii: "\n") {
            advance(next == UInt8(ascii: "\\") ? 2 : 1)
        }
        advance()
        add(.regex, from: start)
    }
}
