/// How a version is brought in.
public struct RolloutPlan: Sendable, Hashable, Codable {
    /// The candidate's share of the traffic, rising, the last one 100.
    public var percentages: [Int]
    /// Seconds of observation at each step.
    public var dwell: Double
    /// Seconds after which a step that still has too little to judge by is held.
    public var patience: Double
    /// Seconds for which the version before is kept warm.
    public var retention: Int64
    public var criteria: Criteria

    public init(
        percentages: [Int] = [10, 50, 100], dwell: Double = 20, patience: Double = 60, retention: Int64 = 86_400,
        criteria: Criteria = Criteria()
    ) {
        self.percentages = percentages
        self.dwell = dwell
        self.patience = patience
        self.retention = retention
        self.criteria = criteria
    }

    /// One line a step, for `--dry-run`.
    /// - Parameter image: in a cluster.
    public func lines(first: Bool, image: String? = nil) -> [String] {
        let start = [
            image.map { "take the image \($0); its digest or tag is the version" }
                ?? "build the release binary; its content hash is the version",
            image == nil
                ? "apply pending migrations (additive ones only)"
                : "refuse migrations that are not additive; the pods apply them before they serve",
            "start the candidate beside what serves; wait for /readyz; ask it and the live version directly",
        ]
        let steps =
            first
            ? ["nothing serves yet: 100 % to the candidate"]
            : percentages.map {
                "\($0) %: raise the candidate, read back, lower the live version, read back, observe \(dwell.short) s"
            }
        let end = ["assert the version through the front door"]
        let keep = first ? [] : ["keep the version before warm for \(retention) s, then drain and stop it"]
        return start + steps + end + keep
    }
}

extension Double {
    /// Without the fraction where there is none, else with up to three digits.
    var short: String {
        guard isFinite else { return "\(self)" }
        let thousandths = (self * 1000).rounded() / 1000
        return thousandths == thousandths.rounded() && abs(thousandths) < 1e15
            ? String(Int64(thousandths)) : String(thousandths)
    }
}
