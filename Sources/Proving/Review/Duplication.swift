/// Share of the lines of code that stand in a stretch which is there twice.
///
/// A stretch is a number of tokens in a row that are the same, names included; comments and layout do not count.
public enum Duplication {
    static let unit = "%"

    /// - Parameter window: from how many equal tokens on two stretches are duplicates (100 is about 15 lines).
    public static func read(_ files: [SourceFile], tokens window: Int = 100) -> Reading {
        let lexed = files.map { SwiftLexer.tokens(of: $0.text) }
        let total = lexed.reduce(0) { $0 + Set($1.map(\.line)).count }
        guard total > 0 else { return .notMeasured("there is no code", unit: unit) }
        var duplicated: [Int: Set<Int>] = [:]
        var findings: [String] = []
        for copy in copies(lexed, window) {
            duplicated[copy.place.file, default: []].formUnion(lexed[copy.place.file][copy.range].map(\.line))
            let original = lexed[copy.original.file][copy.original.index].line
            findings.append(
                "\(files[copy.place.file].path):\(lexed[copy.place.file][copy.range.lowerBound].line) repeats "
                    + "\(copy.range.count) tokens of \(files[copy.original.file].path):\(original)")
        }
        let lines = duplicated.values.reduce(0) { $0 + $1.count }
        return Reading(
            Double(lines) * 100 / Double(total), unit, findings: findings,
            details: ["duplicated lines": Double(lines), "lines": Double(total)])
    }

    private struct Place {
        var file: Int
        var index: Int
    }

    private struct Copy {
        var place: Place
        var original: Place
        var length: Int

        var range: Range<Int> { place.index..<(place.index + length) }
    }

    /// Each stretch once, at its second place, as long as it goes.
    private static func copies(_ lexed: [[SwiftToken]], _ window: Int) -> [Copy] {
        var first: [ArraySlice<SwiftToken.Identity>: Place] = [:]
        var copies: [Copy] = []
        for (file, tokens) in lexed.enumerated() {
            let words = tokens.map(\.identity)
            guard words.count >= window else { continue }
            var end = 0
            for index in 0...(words.count - window) {
                guard let other = first[words[index..<(index + window)]] else {
                    first[words[index..<(index + window)]] = Place(file: file, index: index)
                    continue
                }
                // Within one file the two must not overlap: a table of like lines is no copy of itself.
                guard index >= end, other.file != file || index >= other.index + window else { continue }
                let length = zip(lexed[other.file][other.index...], tokens[index...])
                    .prefix { $0.identity == $1.identity }.count
                end = index + length
                copies.append(Copy(place: Place(file: file, index: index), original: other, length: length))
            }
        }
        return copies
    }
}

extension SwiftToken {
    /// What two tokens at different places have in common.
    struct Identity: Hashable {
        var kind: Kind
        var text: String
    }

    var identity: Identity { Identity(kind: kind, text: text) }
}
