import Blueprint

/// A Grafana dashboard: import `dashboard.json` and choose the Prometheus data source.
func dashboard(_ words: PromQL, hasAccounts: Bool) -> JSON {
    let panels = DashboardPanel.all(words, hasAccounts: hasAccounts).enumerated().map { index, panel in
        panel.json(id: index + 1)
    }
    return [
        "uid": .string("fivegate-" + String(words.job.prefix(30))), "title": .string(words.job),
        "schemaVersion": .int(38),
        "version": .int(1), "editable": .bool(true), "refresh": "30s", "timezone": "browser",
        "tags": ["api", .string(words.job)],
        "time": ["from": "now-6h", "to": "now"],
        "templating": [
            "list": [
                [
                    "name": "datasource", "label": "Prometheus", "type": "datasource", "query": "prometheus",
                    "current": [:], "hide": .int(0),
                ]
            ]
        ],
        "annotations": ["list": []],
        "panels": .array(panels),
    ]
}

/// A graph and its queries.
struct DashboardPanel: Sendable {
    var title: String
    /// A unit of Grafana: `s`, `percentunit`, `bytes`, `reqps`, `short`.
    var unit: String
    /// Expression and legend.
    var queries: [(expression: String, legend: String)]
    /// Drawn as a line: the objective.
    var threshold: Double?

    init(_ title: String, _ unit: String, threshold: Double? = nil, _ queries: (String, String)...) {
        self.title = title
        self.unit = unit
        self.threshold = threshold
        self.queries = queries.map { ($0.0, $0.1) }
    }

    /// Three beside each other, on Grafana's grid of 24 columns.
    func json(id: Int) -> JSON {
        let place = id - 1
        let source: JSON = ["type": "prometheus", "uid": "${datasource}"]
        let targets = queries.enumerated().map { index, query -> JSON in
            [
                "refId": .string(String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index)))), "datasource": source,
                "expr": .string(query.expression), "legendFormat": .string(query.legend),
            ]
        }
        var steps: [JSON] = [["color": "green", "value": .null]]
        if let threshold { steps.append(["color": "red", "value": .number(PromQL.number(threshold))]) }
        return [
            "id": .int(id), "type": "timeseries", "title": .string(title), "datasource": source,
            "gridPos": ["x": .int(place % 3 * 8), "y": .int(place / 3 * 8), "w": .int(8), "h": .int(8)],
            "targets": .array(targets),
            "fieldConfig": [
                "defaults": [
                    "unit": .string(unit), "min": .int(0),
                    "custom": ["thresholdsStyle": ["mode": .string(threshold == nil ? "off" : "line")]],
                    "thresholds": ["mode": "absolute", "steps": .array(steps)],
                ],
                "overrides": [],
            ],
            "options": ["legend": ["displayMode": "list", "placement": "bottom"], "tooltip": ["mode": "multi"]],
        ]
    }
}
