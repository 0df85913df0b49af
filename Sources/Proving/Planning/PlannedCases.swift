/// Share of the brief's rules that a case of the test plan proves.
public enum PlannedCases {
    static let unit = "%"

    /// - Parameter planned: the requirement ids of each planned case.
    public static func read(rules: [String], planned: [[String]]) -> Reading {
        if rules.isEmpty { return Reading(100, unit, notes: ["the brief has no rule that can be removed"]) }
        let proved = Set(planned.joined())
        return .share(
            without: rules.filter { !proved.contains($0) }.map { "\($0): no case proves it" }, of: rules.count, unit)
    }
}
