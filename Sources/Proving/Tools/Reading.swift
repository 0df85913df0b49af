import Processes

/// What an instrument read: a figure, what was counted to get it, and the programs that were run for it.
///
/// It carries no verdict: a gate compares the figure with its threshold.
public struct Reading: Sendable {
    /// Nil: it could not be measured; `findings` says why.
    public var figure: Double?
    /// What the figure counts: `missing endpoints`, `% of lines`.
    public var unit: String
    /// A line for each thing counted, or a reason why nothing was measured.
    public var findings: [String]
    /// Figures that stand beside it: `tests` 214, `killed` 31.
    public var details: [String: Double]
    public var runs: [Outcome]
    /// What the evidence should say besides: what was left out and why.
    public var notes: [String]

    public init(
        _ figure: Double?, _ unit: String, findings: [String] = [], details: [String: Double] = [:],
        runs: [Outcome] = [],
        notes: [String] = []
    ) {
        self.figure = figure
        self.unit = unit
        self.findings = findings
        self.details = details
        self.runs = runs
        self.notes = notes
    }

    /// The count of findings.
    public static func counting(_ findings: [String], _ unit: String, runs: [Outcome] = []) -> Reading {
        Reading(Double(findings.count), unit, findings: findings, runs: runs)
    }

    /// The share of `total` things that have no finding, in per cent; not measured when there is none at all.
    public static func share(
        without findings: [String], of total: Int, _ unit: String, details: [String: Double] = [:], runs: [Outcome] = []
    ) -> Reading {
        guard total > 0 else { return .notMeasured("there is nothing to measure", unit: unit, runs: runs) }
        let sound = Double(max(0, total - findings.count))
        return Reading(sound * 100 / Double(total), unit, findings: findings, details: details, runs: runs)
    }

    public static func notMeasured(_ reason: String, unit: String, runs: [Outcome] = []) -> Reading {
        Reading(nil, unit, findings: [reason], runs: runs)
    }
}
