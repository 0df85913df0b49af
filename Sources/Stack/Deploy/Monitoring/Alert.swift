import Blueprint

/// An alert rule, and the cases that show it firing and silent.
struct Alert: Sendable {
    enum Severity: String, Sendable { case warning, critical }

    var name: String
    var severity: Severity
    var expression: String
    /// How long it must hold, in minutes.
    var hold: Int
    var summary: String
    /// What whoever is woken does first; the runbook has it under the alert's name.
    var action: String
    var cases: [AlertCase]

    var rule: JSON {
        [
            "alert": .string(name), "expr": .string(expression), "for": .string("\(hold)m"),
            "labels": ["severity": .string(severity.rawValue)],
            "annotations": annotations,
        ]
    }

    /// Without values of the moment: these are what the tests compare, to the letter.
    var annotations: JSON {
        [
            "summary": .string(summary), "description": .string(action),
            "runbook_url": .string("docs/runbook.md#\(name.lowercased())"),
        ]
    }

    var tests: [JSON] {
        cases.map { one in
            let expected = one.fires.map { labels -> JSON in
                let all = labels + [("severity", severity.rawValue)]
                return [
                    "exp_labels": .object(all.map { JSON.Member($0.0, .string($0.1)) }),
                    "exp_annotations": annotations,
                ]
            }
            let series = one.series.map { series -> JSON in
                ["series": .string(series.text), "values": .string(series.values)]
            }
            return [
                "name": .string("\(name): \(one.title)"), "interval": "1m", "input_series": .array(series),
                "alert_rule_test": [
                    [
                        "eval_time": .string("\(one.minute)m"), "alertname": .string(name),
                        "exp_alerts": .array(expected),
                    ]
                ],
            ]
        }
    }
}

/// What is scraped, minute by minute, and whether the alert fires at a minute of it.
struct AlertCase: Sendable {
    var title: String
    var series: [TestSeries]
    var minute = 20
    /// The labels of each alert that fires, but for its severity; empty: silent.
    var fires: [[(String, String)]] = []
}

/// A series that a rule's test is given, in promtool's notation: `0+60x30` is 0, 60, 120, … 1800.
struct TestSeries: Sendable {
    var name: String
    var labels: [(String, String)]
    var values: String

    var text: String { "\(name){\(labels.map { "\($0)=\"\($1)\"" }.joined(separator: ","))}" }

    /// A counter that grows by this much each minute.
    static func counter(
        _ name: String, _ labels: [(String, String)], perMinute: Double, minutes: Int = 30
    ) -> TestSeries {
        TestSeries(name: name, labels: labels, values: "0+\(PromQL.number(perMinute))x\(minutes)")
    }

    static func gauge(_ name: String, _ labels: [(String, String)], _ value: Double, minutes: Int = 30) -> TestSeries {
        TestSeries(name: name, labels: labels, values: "\(PromQL.number(value))x\(minutes)")
    }
}
