/// Names of tables and columns. SQLite compares them without case, and some are taken; a name that is not free gets a
/// number behind it.
struct Names {
    private var taken: Set<String>

    init(reserved: [String] = []) {
        taken = Set(reserved.map { $0.lowercased() })
    }

    /// `name`, or the first of `name_2`, `name_3`, … that is free, also with each suffix behind it.
    mutating func claim(_ name: String, suffixes: [String] = []) -> String {
        var number = 1
        var candidate = name
        func forms(_ name: String) -> [String] { [name.lowercased()] + suffixes.map { (name + $0).lowercased() } }
        while forms(candidate).contains(where: taken.contains) {
            number += 1
            candidate = "\(name)_\(number)"
        }
        taken.formUnion(forms(candidate))
        return candidate
    }

    /// `lastLoginAt` and `LastLoginAt` are `last_login_at`, `userID` is `user_id`, `HTTPPort` is `http_port`.
    static func snake(_ name: String) -> String {
        let letters = Array(name.utf8)
        func isUpper(_ index: Int) -> Bool { letters.indices.contains(index) && (65...90).contains(letters[index]) }
        func isLower(_ index: Int) -> Bool { letters.indices.contains(index) && (97...122).contains(letters[index]) }
        var result: [UInt8] = []
        for index in letters.indices {
            if isUpper(index) {
                if index > 0, !isUpper(index - 1) || isLower(index + 1) { result.append(95) }
                result.append(letters[index] + 32)
            } else {
                result.append(letters[index])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// English, by rule: `users`, `categories`, `boxes`.
    static func plural(_ name: String) -> String {
        if let last = name.dropLast().last, name.hasSuffix("y"), !"aeiou".contains(last) {
            return name.dropLast() + "ies"
        }
        if ["s", "x", "z", "ch", "sh"].contains(where: name.hasSuffix) { return name + "es" }
        return name + "s"
    }
}
