/// Characters of the source that are replaced, one for one, while Yams reads it, and put back afterwards.
///
/// Aliases could grow a small file into billions of nodes, and Yams stops at the first duplicate key. So the `*` that may
/// begin an alias, and the name of a duplicate key, are hidden from it behind private-use characters: columns stay as
/// they are, aliases become ordinary text that is then refused, and reading goes on past a duplicate key.
struct StandIns {
    private(set) var scalars: [Unicode.Scalar]
    private let star: Unicode.Scalar
    private var free: [Unicode.Scalar]
    private var originals: [Unicode.Scalar: Unicode.Scalar] = [:]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        let used = Set(scalars.lazy.filter { (0xE000...0xF8FF).contains($0.value) })
        free = (0xE000...0xF8FF).compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
        star = free.popLast() ?? "\u{F8FF}"
        originals[star] = "*"
        var previous: Unicode.Scalar = "\n"
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar == "*", " \t\r\n[]{},:-?".unicodeScalars.contains(previous) { scalars[index] = star }
            previous = scalar
        }
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    func isAlias(_ text: String) -> Bool { text.unicodeScalars.first == star }

    func restore(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { originals[$0] != nil }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { originals[$0] ?? $0 }))
    }

    /// Hides a plain key of ASCII letters and digits; false when the key is of another kind or no stand-ins are left.
    mutating func hideKey(_ key: String, at index: Int) -> Bool {
        let wanted = Array(key.unicodeScalars)
        guard !wanted.isEmpty, index + wanted.count <= scalars.count, free.count >= wanted.count else { return false }
        let place = index..<index + wanted.count
        guard Array(scalars[place]) == wanted else { return false }
        for index in place {
            let standIn = free.removeLast()
            originals[standIn] = scalars[index]
            scalars[index] = standIn
        }
        return true
    }
}
