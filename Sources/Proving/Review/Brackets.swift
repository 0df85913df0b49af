/// Pairs brackets.
enum Brackets {
    private static let pairs = ["(": ")", "[": "]", "{": "}"]

    /// The bracket that closes the one at `open`; nil when none does.
    static func closing(_ open: Int, in tokens: [SwiftToken]) -> Int? {
        let (opening, closing) = (tokens[open].text, pairs[tokens[open].text])
        var depth = 0
        for index in tokens.indices[open...] where tokens[index].kind == .punctuation {
            if tokens[index].text == opening { depth += 1 }
            if tokens[index].text == closing { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
