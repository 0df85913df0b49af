import Foundation

/// The standard normal distribution.
enum Normal {
    /// P(Z > z).
    static func upperTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }
}
