/// The search for the highest rate that meets the thresholds: doubled until one fails, then bisected. Decides only; whoever
/// drives it runs each step.
public struct StressSearch: Sendable, Equatable {
    /// What a step showed.
    public enum Finding: String, Sendable, Equatable, Codable {
        case meets, misses
        /// The generator was at its limit: nothing is known of the server.
        case invalid
    }

    public struct Step: Sendable, Equatable, Codable {
        public var rate: Double
        public var finding: Finding
    }

    /// The search ends when the highest good and the lowest bad rate are this close.
    static let precision = 1.05
    private static let mostSteps = 24

    public private(set) var steps: [Step] = []
    private let first: Double

    public init(from first: Double) { self.first = first }

    /// The highest rate that met the thresholds; nil: none did.
    public var best: Double? { steps.filter { $0.finding == .meets }.map(\.rate).max() }
    /// The lowest that did not, whatever the reason.
    private var lowestBad: Double? { steps.filter { $0.finding != .meets }.map(\.rate).min() }
    /// It ended at the generator's limit, so the server's is at least `best`.
    public var isGeneratorLimited: Bool {
        guard let lowestBad else { return false }
        return steps.contains { $0.rate == lowestBad && $0.finding == .invalid }
    }

    /// The next rate to try; nil: the search has ended.
    public var next: Double? {
        if steps.count >= Self.mostSteps { return nil }
        guard let last = steps.last else { return first }
        guard let bad = lowestBad else { return last.rate * 2 }
        guard let good = best else { return bad > max(1, first / 64) ? bad / 2 : nil }
        return bad / good <= Self.precision ? nil : ((good + bad) / 2).rounded()
    }

    public mutating func record(_ finding: Finding, at rate: Double) {
        steps.append(Step(rate: rate, finding: finding))
    }
}
