/// How load is put on over time.
public enum LoadProfile: String, Sendable, CaseIterable, Codable {
    /// A constant rate.
    case load
    /// Doubled, then bisected, to the highest rate that still meets the thresholds.
    case stress
    /// Ten times the rate for a while, judged by the time to recover.
    case spike
    /// A constant rate for long, judged by what grows.
    case endurance

    /// Seconds that the source asks for; a shorter run is labelled short.
    public var fullSeconds: Double {
        switch self {
        case .load: 600
        case .stress: 30
        case .spike: 300
        case .endurance: 86_400
        }
    }

    /// What `seconds` is of: the whole run, or each step of it.
    public var unit: String { self == .stress ? "each step" : "the run" }

    /// The stages of a run; of stress, those of one step.
    public func stages(rate: Double, seconds: Double) -> [LoadStage] {
        switch self {
        case .load, .endurance, .stress: [LoadStage(rate: rate, seconds: seconds)]
        case .spike: Spike(rate: rate, seconds: seconds).stages
        }
    }
}
