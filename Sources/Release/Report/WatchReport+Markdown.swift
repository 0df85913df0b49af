import Source

extension WatchReport {
    private static let shownEndpoints = 20

    /// For people, without the plots.
    public var summary: String {
        [
            head, alertText, table("Application", application), table("Infrastructure", infrastructure),
            table("Business", business), endpointTable, instanceTable,
        ].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The same with the plots, which stand beside it.
    public var markdown: String {
        let images = plots.map { "\n![\($0.name)](\($0.name).svg)\n" }.joined()
        return images.isEmpty ? summary : "\(summary)\n## Over time\n\(images)"
    }

    private var head: String {
        let looked =
            looks == 0
            ? "Nobody looked in this time: there are no figures.\n"
            : "\(looks) looks over \(seconds) s, at most \(longestGap) s apart.\n"
        return
            "# Watching \(MarkdownText.inline(service)): \(MarkdownText.inline(label))\n\n\(from) to \(to). \(looked)"
    }

    private var alertText: String {
        let firing = alerts.filter { $0.fires == true }.map {
            "- **\($0.name)** (\($0.severity)): \(MarkdownText.inline($0.words))\n"
        }
        let unjudged = alerts.filter { $0.fires == nil }.map { "- \($0.name): \(MarkdownText.inline($0.words))\n" }
        let quiet = alerts.count - firing.count - unjudged.count
        return "## Alerts at the end\n\n"
            + (firing.isEmpty ? "None fires; \(quiet) of \(alerts.count) are silent.\n" : "Fire:\n\n\(firing.joined())")
            + (unjudged.isEmpty ? "" : "\nToo little to judge by:\n\n\(unjudged.joined())")
    }

    private func table(_ title: String, _ measures: [Measure]) -> String {
        let rows = measures.map { measure -> [String] in
            guard let value = measure.value else {
                return [measure.name, "not measured", MarkdownText.inline(measure.note ?? "")]
            }
            let unit = measure.unit.isEmpty ? "" : " " + measure.unit
            return [measure.name, value.short + unit, MarkdownText.inline(measure.note ?? "")]
        }
        return "## \(title)\n\n" + MarkdownText.table([["figure", "value", ""]] + rows)
    }

    private var endpointTable: String {
        if endpoints.isEmpty { return "" }
        let rows = endpoints.prefix(Self.shownEndpoints).map { endpoint in
            [
                MarkdownText.inline(endpoint.name), endpoint.requests.short, endpoint.clientErrors.short,
                endpoint.serverErrors.short, endpoint.mean?.short ?? "",
            ]
        }
        let more = endpoints.count - rows.count
        return "## Endpoints, the most used first\n\nCounted once a minute, at the instances.\n\n"
            + MarkdownText.table([["endpoint", "requests", "4xx", "5xx", "mean, ms"]] + rows)
            + (more > 0 ? "\n\(more) more are in report.json.\n" : "")
    }

    private var instanceTable: String {
        if instances.isEmpty { return "" }
        let rows = instances.map { one in
            [
                one.slot.rawValue, MarkdownText.code(one.version), one.requests.map { "\($0)" } ?? "not measured",
                one.p95?.short ?? "", one.cores?.short ?? "", one.memory.map { Self.megabytes($0).short } ?? "",
                "\(one.starts)",
            ]
        }
        return "## Instances\n\n"
            + MarkdownText.table([["slot", "version", "requests", "p95, ms", "cores", "memory, MB", "starts"]] + rows)
    }
}
