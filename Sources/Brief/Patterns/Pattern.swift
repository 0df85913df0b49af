/// A pattern of the linear subset, as a tree: letters, classes, groups, `|`, `^` at the front, `$` at the end and the
/// repetitions `? * + {n} {n,} {n,m}`.
public struct Pattern: Sendable, Equatable {
    public indirect enum Node: Sendable, Equatable {
        /// One character of a set.
        case one(CharacterSet)
        case sequence([Node])
        case either([Node])
        /// `maximum` nil: without end.
        case repeated(Node, minimum: Int, maximum: Int?)
    }

    /// Ranges of Unicode scalars, ascending and apart.
    public struct CharacterSet: Sendable, Equatable {
        public var ranges: [ClosedRange<UInt32>]
    }

    public var root: Node
    /// Begins with `^`.
    public var isAnchoredAtStart: Bool
    /// Ends with `$`.
    public var isAnchoredAtEnd: Bool

    /// Why a text is no such pattern, and the place in its UTF-8.
    public struct Failure: Error, Equatable {
        public var message: String
        public var bytes: Range<Int>
    }

    /// - Throws: where the text is no pattern, or one whose matching could take more than linear time.
    public init(_ text: String) throws(Failure) {
        var parser = PatternParser(text)
        self = try parser.pattern()
        try PatternLinearity(parser.places).check(self, length: text.utf8.count)
    }

    init(root: Node, isAnchoredAtStart: Bool, isAnchoredAtEnd: Bool) {
        self.root = root
        self.isAnchoredAtStart = isAnchoredAtStart
        self.isAnchoredAtEnd = isAnchoredAtEnd
    }
}

extension Pattern.CharacterSet {
    static let all = Self(normalizing: [0...0x10FFFF])

    init(normalizing ranges: [ClosedRange<UInt32>]) {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound &+ 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        self.ranges = result
    }

    init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

    var inverted: Self {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return Self(ranges: result)
    }

    func union(_ other: Self) -> Self { Self(normalizing: ranges + other.ranges) }

    func overlaps(_ other: Self) -> Bool {
        ranges.contains { range in other.ranges.contains(where: range.overlaps) }
    }
}
