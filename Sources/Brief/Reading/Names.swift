import Source

/// The forms of names.
enum Names {
    /// Words of expressions, which no field or role may take.
    static let keywords: Set<String> = [
        "me", "self", "now", "anyone", "and", "or", "not", "in", "null", "true", "false",
    ]

    static func isName(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z][A-Za-z0-9]{0,39}/) != nil }
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
