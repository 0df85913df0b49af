import Foundation

/// The Mann-Whitney U test on grouped values: is the first sample greater than the second? Normal approximation with
/// the corrections for ties and for continuity; values in the same group are ties, which makes the test exact about what
/// a histogram knows, and no more.
public struct MannWhitneyTest: Sendable, Hashable {
    /// Of the first sample: how many pairs it wins, ties counting half.
    public var u: Double
    public var z: Double
    /// One-sided: that the first is greater.
    public var p: Double
    /// The share of pairs that the first wins, 0.5 when nothing differs: P(X > Y) + P(X = Y)/2.
    public var effect: Double

    /// - Parameters: counts by group, groups in rising order, equally many.
    /// - Returns: nil where it says nothing: a sample is empty, or all values are ties.
    public init?(groups first: [Int], against second: [Int]) {
        guard first.count == second.count else { return nil }
        let n = Double(first.reduce(0, +))
        let m = Double(second.reduce(0, +))
        guard n > 0, m > 0 else { return nil }
        var wins = 0.0
        var below = 0.0
        var ties = 0.0
        for (x, y) in zip(first, second) {
            wins += Double(x) * (below + Double(y) / 2)
            below += Double(y)
            let t = Double(x + y)
            ties += t * t * t - t
        }
        let all = n + m
        let variance = n * m / 12 * ((all + 1) - ties / (all * (all - 1)))
        guard variance > 0 else { return nil }
        u = wins
        effect = wins / (n * m)
        z = (wins - n * m / 2 - 0.5) / variance.squareRoot()
        p = Normal.upperTail(z)
    }

    /// The test on single values.
    public init?(_ first: [Double], against second: [Double]) {
        let values = Set(first + second).sorted()
        let counts = { (sample: [Double]) in
            let found = Dictionary(grouping: sample) { $0 }.mapValues(\.count)
            return values.map { found[$0] ?? 0 }
        }
        self.init(groups: counts(first), against: counts(second))
    }
}
