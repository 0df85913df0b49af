/// What a candidate is judged by.
public struct Criteria: Sendable, Hashable, Codable {
    /// The share of 5xx answers and failed connections that is within the objective: 0.001 for 99.9 %.
    public var errorShare: Double
    /// Seconds.
    public var p95: Double
    /// The risk of calling a sound candidate bad, over all looks of one step.
    public var alpha: Double
    /// How many times a step is looked at; each look gets its part of alpha (Bonferroni).
    public var looks: Int
    /// Fewer requests than these judge nothing.
    public var minimumRequests: Int
    /// How often a request to the candidate may be slower than one to the live version before it counts as slower:
    /// 0.5 is equality. With many requests a difference that nobody notices is significant all the same.
    public var slowerEffect: Double

    public init(
        errorShare: Double = 0.001, p95: Double = 0.5, alpha: Double = 0.01, looks: Int = 12,
        minimumRequests: Int = 100, slowerEffect: Double = 0.65
    ) {
        self.errorShare = errorShare
        self.p95 = p95
        self.alpha = alpha
        self.looks = looks
        self.minimumRequests = minimumRequests
        self.slowerEffect = slowerEffect
    }

    var alphaOfLook: Double { alpha / Double(max(1, looks)) }
}
