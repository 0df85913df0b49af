/// Finds what was probably meant by a name that does not exist.
enum Suggestion {
    /// Nil when nothing is near enough: a third of the name's letters may differ.
    static func nearest(to name: String, among names: [String]) -> String? {
        // A name longer than any real one isn't worth the work.
        guard name.utf8.count <= 64 else { return nil }
        return names.map { (name: $0, distance: distance(Array(name.lowercased().utf8), Array($0.lowercased().utf8))) }
            .filter { $0.distance <= max(1, ($0.name.utf8.count + 1) / 3) }
            .min { $0.distance < $1.distance }?.name
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let cost = min(diagonal + (byte == other ? 0 : 1), row[j] + 1, row[j + 1] + 1)
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[right.count]
    }
}
