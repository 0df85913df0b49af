import Foundation

/// The exact binomial test of a share against a limit.
public enum BinomialTail {
    /// P(X >= k) for X ~ B(n, p): how likely so many are where the true share is `p`.
    public static func atLeast(_ k: Int, of n: Int, share p: Double) -> Double {
        guard k > 0 else { return 1 }
        guard k <= n, p > 0 else { return 0 }
        guard p < 1 else { return 1 }
        // Terms by their logarithms, since (1 - p)^n leaves the range of a Double for large n.
        var term = Double(n) * log1p(-p)
        var sum = exp(term)
        for i in 1..<k {
            term += log(Double(n - i + 1) / Double(i)) + log(p) - log1p(-p)
            sum += exp(term)
            // Past the mode the terms only get smaller.
            if Double(i) > Double(n) * p, exp(term) < 1e-18 { break }
        }
        return max(0, 1 - sum)
    }

    /// The smallest count of `n` that is evidence, at `alpha`, of a share above `limit`.
    public static func critical(of n: Int, limit: Double, alpha: Double) -> Int {
        var low = 1
        var high = n + 1
        while low < high {
            let middle = (low + high) / 2
            if atLeast(middle, of: n, share: limit) < alpha { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The smallest true share that `n` requests would show to be above `limit` with the probability `power`: what a
    /// sample of this size can detect. Nil where it can detect nothing.
    public static func detectable(_ n: Int, limit: Double, alpha: Double, power: Double = 0.8) -> Double? {
        let needed = critical(of: n, limit: limit, alpha: alpha)
        guard n > 0, needed <= n else { return nil }
        var (low, high) = (limit, 1.0)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if atLeast(needed, of: n, share: middle) >= power { high = middle } else { low = middle }
        }
        return high
    }
}
