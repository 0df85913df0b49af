/// One condition of a gate: a figure that an instrument measures, held against a threshold.
public struct Criterion: Sendable, Hashable, Codable {
    /// `planning.openapi-valid`.
    public var id: String
    /// What must be so, for people.
    public var text: String
    /// The instrument that measures the figure.
    public var instrument: String
    public var comparison: Comparison
    public var threshold: Double
    /// `%`, `ms`, or what is counted.
    public var unit: String
    /// What the instrument records as evidence.
    public var evidence: String
    /// The phase that can put it right when it fails.
    public var owner: String

    public init(
        id: String, text: String, instrument: String, comparison: Comparison, threshold: Double, unit: String,
        evidence: String, owner: String
    ) {
        self.id = id
        self.text = text
        self.instrument = instrument
        self.comparison = comparison
        self.threshold = threshold
        self.unit = unit
        self.evidence = evidence
        self.owner = owner
    }

    /// The verdict on a figure; no figure is not measured, never a pass.
    public func verdict(on value: Double?) -> Verdict {
        guard let value, value.isFinite else { return .notMeasured }
        return comparison.holds(value, threshold) ? .pass : .fail
    }
}

/// What became of a criterion; only `pass` opens a gate.
public enum Verdict: String, Sendable, Hashable, Codable {
    case pass
    case fail
    case notMeasured = "not measured"
}

/// How a figure is held against its threshold.
public enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
    case equal = "="
    case above = ">"
    case atLeast = ">="
    case below = "<"
    case atMost = "<="

    func holds(_ value: Double, _ threshold: Double) -> Bool {
        switch self {
        case .equal: value == threshold
        case .above: value > threshold
        case .atLeast: value >= threshold
        case .below: value < threshold
        case .atMost: value <= threshold
        }
    }
}
