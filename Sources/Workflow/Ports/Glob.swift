/// A pattern over keys: `*` and `?` stay within a segment, `**` crosses segments.
public struct Glob: Sendable {
    private let pattern: [Character]

    public init(_ pattern: String) { self.pattern = Array(pattern) }

    /// Whether a key matches as a whole. Takes time in the product of both lengths, whatever the pattern.
    public func matches(_ key: String) -> Bool {
        var reachable = Self.spread([true] + Array(repeating: false, count: pattern.count), pattern)
        for character in key {
            var next = Array(repeating: false, count: pattern.count + 1)
            for (index, symbol) in pattern.enumerated() where reachable[index] {
                if symbol == "*" {
                    if character != "/" || isDouble(index) { next[index] = true }
                } else if symbol == character || (symbol == "?" && character != "/") {
                    next[index + 1] = true
                }
            }
            reachable = Self.spread(next, pattern)
        }
        return reachable[pattern.count]
    }

    private func isDouble(_ index: Int) -> Bool {
        (index > 0 && pattern[index - 1] == "*") || (index + 1 < pattern.count && pattern[index + 1] == "*")
    }

    /// A star also matches nothing.
    private static func spread(_ states: [Bool], _ pattern: [Character]) -> [Bool] {
        var states = states
        for (index, symbol) in pattern.enumerated() where symbol == "*" && states[index] { states[index + 1] = true }
        return states
    }
}
