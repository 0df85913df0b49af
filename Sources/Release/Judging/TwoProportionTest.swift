import Foundation

/// The pooled two-proportion z-test: is the first share greater than the second?
public struct TwoProportionTest: Sendable, Hashable {
    /// Positive when the first share is greater.
    public var z: Double
    /// One-sided.
    public var p: Double

    /// - Returns: nil where it says nothing: a sample is empty.
    public init?(_ first: Share, against second: Share) {
        guard first.total > 0, second.total > 0 else { return nil }
        let (n, m) = (Double(first.total), Double(second.total))
        let pooled = Double(first.count + second.count) / (n + m)
        let deviation = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
        // All or none: the shares are equal.
        z = deviation == 0 ? 0 : (first.value - second.value) / deviation
        p = Normal.upperTail(z)
    }
}

/// So many of so many.
public struct Share: Sendable, Hashable, Codable {
    public var count: Int
    public var total: Int

    public init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }

    /// 0 for an empty sample.
    public var value: Double { total == 0 ? 0 : Double(count) / Double(total) }
}
