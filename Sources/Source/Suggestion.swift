/// "did you mean": the nearest of the words that would be right.
public enum Suggestion {
    /// The candidate that a slip of a finger or two would turn into `word`, or nil.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        guard word.count <= 60 else { return nil }
        let wanted = Array(word.lowercased())
        let limit = max(1, min(3, wanted.count / 3))
        return
            candidates
            .filter { abs($0.count - wanted.count) <= limit }
            .map { (distance: distance(wanted, Array($0.lowercased())), name: $0) }
            .filter { $0.distance <= limit && $0.distance < wanted.count }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// `did you mean "createdAt"?`, else `one of: a, b, c` when that is short, else nil.
    public static func help(for word: String, among candidates: [String]) -> String? {
        if let nearest = nearest(to: word, among: candidates) { return "did you mean \"\(nearest)\"?" }
        guard !candidates.isEmpty, candidates.count <= 24 else { return nil }
        return "one of: " + candidates.joined(separator: ", ")
    }

    /// Edits (insert, delete, replace, swap neighbours) between two words.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for i in left.indices {
            var current = [i + 1]
            for j in right.indices {
                var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforePrevious[j - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
