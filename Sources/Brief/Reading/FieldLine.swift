import Source

/// Reads a field's line: `type[(range | values)][?] [modifiers and = default] [/pattern/]`.
struct FieldLine {
    static let types = [
        "string", "text", "int", "decimal", "bool", "date", "datetime", "uuid", "email", "url", "json", "enum", "list",
        "slug",
    ]
    static let modifiers = [
        "unique", "immutable", "readonly", "writeonly", "hidden", "index", "blank=null", "cascade", "restrict", "null",
    ]

    struct Stop: Error {}

    let scalar: YAMLScalar
    let problems: Problems
    let tokens: [Token]
    var at = 0
    var field: Field
    /// Where the default stands.
    var defaultRange: SourceRange?
    var modifiersSeen: Set<String> = []

    /// Nil when the line can't be understood, which is reported.
    static func read(_ name: String, _ scalar: YAMLScalar, _ problems: Problems) -> Field? {
        guard let tokens = Lexer.tokens(scalar, hasPatterns: true, problems) else { return nil }
        var line = FieldLine(
            scalar: scalar, problems: problems, tokens: tokens, field: Field(name: name, type: .string))
        do throws(Stop) { try line.readType() } catch {
            problems.silence(name)
            return nil
        }
        do throws(Stop) {
            line.readNullability()
            while line.token.kind != .end { try line.readModifier() }
        } catch {
            // What has been read serves the rules that name this field.
            return line.field
        }
        line.checkDefault()
        return line.field
    }

    var token: Token { tokens[min(at, tokens.count - 1)] }
    var range: SourceRange { range(of: token) }
    func range(of token: Token) -> SourceRange { scalar.range(of: token.bytes, in: problems.source) }

    mutating func take(_ symbol: String) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        at += 1
        return true
    }

    mutating func require(_ symbol: String) throws(Stop) {
        guard take(symbol) else { throw fail("syntax", "\"\(symbol)\" is expected here") }
    }

    func fail(_ code: String, _ message: String, help: String? = nil) -> Stop {
        problems.report(code, message, at: range, help: help)
        return Stop()
    }

    private mutating func readNullability() {
        let place = range
        guard take("?") else { return }
        field.isNullable = true
        if case .list = field.type {
            problems.report("modifier", "a list is never null", at: place, help: "an empty list says the same")
        }
    }

    mutating func readModifier() throws(Stop) {
        let start = range
        switch token.kind {
        case .symbol("="):
            at += 1
            if field.defaultValue != nil || field.reference?.isCaller == true {
                throw fail("duplicate-modifier", "this field has two defaults")
            }
            defaultRange = range
            try readDefault()
        case .pattern(let pattern): readPattern(pattern)
        case .word(let word):
            at += 1
            if !modifiersSeen.insert(word).inserted {
                problems.report("duplicate-modifier", "\"\(word)\" is said twice", at: start)
            }
            try apply(word, start)
        default: throw fail("syntax", "a modifier, a default or a pattern is expected here")
        }
    }

    private mutating func apply(_ word: String, _ start: SourceRange) throws(Stop) {
        switch word {
        case "unique": field.isUnique = true
        case "immutable": field.isImmutable = true
        case "readonly": field.isReadonly = true
        case "writeonly": field.isWriteonly = true
        case "hidden": field.isHidden = true
        case "index": field.isIndexed = true
        case "blank":
            try require("=")
            guard token.kind == .word("null") else {
                throw fail("syntax", "\"null\" is expected here", help: "blank=null")
            }
            at += 1
            field.blankIsNull = true
        case "cascade", "restrict", "null":
            guard field.reference != nil else {
                problems.report("modifier", "\"\(word)\" is for references", at: start)
                return
            }
            if !modifiersSeen.isDisjoint(with: ["cascade", "restrict", "null"].filter { $0 != word }) {
                problems.report("modifier", "a reference does one thing on delete", at: start)
            }
            field.reference?.onDelete = Reference.OnDelete(rawValue: word) ?? .restrict
        case "was", "as":
            problems.notSupported(word == "was" ? "\"was=\"" : "\"as VIEW\"", at: start)
            throw Stop()
        default:
            problems.unknown("modifier", word, at: start, among: Self.modifiers)
            throw Stop()
        }
    }

    private mutating func readPattern(_ pattern: String) {
        let bytes = token.bytes
        at += 1
        if field.pattern != nil { problems.report("duplicate-modifier", "this field has two patterns", at: scalar) }
        field.pattern = pattern
        do throws(Pattern.Failure) {
            _ = try Pattern(pattern)
        } catch {
            let start = bytes.lowerBound + 1
            let place =
                start + error.bytes.lowerBound..<max(start + error.bytes.upperBound, start + error.bytes.lowerBound + 1)
            problems.report("pattern", error.message, at: scalar.range(of: place, in: problems.source))
        }
    }
}
