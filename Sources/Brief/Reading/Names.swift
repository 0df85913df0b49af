import Source

/// The forms of names.
enum Names {
    /// Words of expressions, which no field or role may take.
    static let keywords: Set<String> = [
        "me", "self", "now", "anyone", "and", "or", "not", "in", "null", "true", "false",
    ]

    /// `[A-Za-z][A-Za-z0-9]{0,39}`; bytes rather than a regular expression, since every field has a name.
    static func isName(_ text: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        return text.utf8.first.map(isLetter) == true && text.utf8.count <= 40
            && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    static func isSlug(_ text: String) -> Bool { text.wholeMatch(of: /[a-z][a-z0-9-]{0,39}/) != nil }

    /// `BlogPost` as `/blog-posts`.
    static func defaultPath(of resource: String) -> String {
        var kebab = ""
        var previous: Character = "A"
        for character in resource {
            if character.isUppercase, !previous.isUppercase { kebab += "-" }
            kebab += character.lowercased()
            previous = character
        }
        return "/" + plural(of: kebab)
    }

    private static func plural(of word: String) -> String {
        let isAfterVowel = word.dropLast().last.map { "aeiou".contains($0) } ?? true
        if word.hasSuffix("y"), !isAfterVowel { return word.dropLast() + "ies" }
        return word + (["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) } ? "es" : "s")
    }
}

extension Problems {
    /// Reports a name of the wrong form or one already taken, letter case aside: files and columns don't tell them apart.
    func checkName(_ name: YAMLScalar, _ kind: String, taken: inout [String: String]) -> Bool {
        guard Names.isName(name.text) else {
            report(
                "name", "\"\(name.text)\" is no name for a \(kind)", at: name,
                help: "a letter, then up to 39 letters and digits")
            return false
        }
        if let other = taken[name.text.lowercased()] {
            report("duplicate-name", "the \(kind) \"\(name.text)\" has the same name as \"\(other)\"", at: name)
            return false
        }
        taken[name.text.lowercased()] = name.text
        return true
    }
}
