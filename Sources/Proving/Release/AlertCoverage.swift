import Yams

/// Which alerts of a rules file a promtool test file sees firing, and which silent while it gives them something to be silent about.
struct AlertCoverage: Sendable, Equatable {
    /// In the order of the rules file.
    let alerts: [String]
    let firing: Set<String>
    let silent: Set<String>
    private let unknown: [String]

    /// - Throws: `YamlError`, or `Unreadable` when one is not such a file.
    init(rules: String, tests: String) throws {
        guard let groups = (try Yams.load(yaml: rules) as? [String: Any])?["groups"] as? [[String: Any]],
            let cases = (try Yams.load(yaml: tests) as? [String: Any])?["tests"] as? [[String: Any]]
        else { throw Unreadable() }
        alerts = groups.flatMap { $0["rules"] as? [[String: Any]] ?? [] }.compactMap { $0["alert"] as? String }
        let seen = cases.flatMap(Self.seen)
        firing = Set(seen.filter(\.fires).map(\.alert)).intersection(alerts)
        silent = Set(seen.filter { !$0.fires && $0.hasSeries }.map(\.alert)).intersection(alerts)
        unknown = Set(seen.map(\.alert)).subtracting(alerts).sorted()
    }

    var findings: [String] {
        let twice = Dictionary(grouping: alerts, by: \.self).filter { $1.count > 1 }.keys.sorted()
        return alerts.filter { !firing.contains($0) }.map { "\($0): no test sees it firing" }
            + alerts.filter { !silent.contains($0) }.map { "\($0): no test sees it silent while there is data" }
            + twice.map { "\($0): two rules have this name, and tests cannot tell them apart" }
            + unknown.map { "\($0): is tested, but there is no such alert" }
    }

    private static func seen(in test: [String: Any]) -> [(alert: String, fires: Bool, hasSeries: Bool)] {
        let hasSeries = (test["input_series"] as? [Any])?.isEmpty == false
        return (test["alert_rule_test"] as? [[String: Any]] ?? []).compactMap { one in
            guard let alert = one["alertname"] as? String else { return nil }
            return (alert, (one["exp_alerts"] as? [Any])?.isEmpty == false, hasSeries)
        }
    }

    struct Unreadable: Error, CustomStringConvertible {
        var description: String { "no rules file with `groups`, or no test file with `tests`" }
    }
}
