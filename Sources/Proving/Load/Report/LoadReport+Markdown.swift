import Source

extension LoadReport {
    /// For people; the plots stand beside it as `rate.svg` and `latency.svg`.
    public var markdown: String {
        let parts = [
            head, figures, thresholdTable, profileText, endpointTable, outcomes, generatorText, bottleneckText, closing,
            "## Over time\n\n![rate](rate.svg)\n\n![latency](latency.svg)\n",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The same without plots, for a terminal.
    public var summary: String {
        [head, figures, thresholdTable, profileText, endpointTable, outcomes, generatorText, closing]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var head: String {
        let why = reasons.map { "- \(MarkdownText.code($0))\n" }.joined()
        let marks = labels.map { "**\(MarkdownText.inline($0))**\n\n" }.joined()
        return "# Load: \(MarkdownText.inline(title)), \(profile.rawValue)\n\n**\(verdict.rawValue.uppercased())** of "
            + "\(MarkdownText.code(target)) after \(LoadText.duration(elapsed))\n\n\(marks)\(why)"
    }

    private var figures: String {
        var rows = [
            ["rate, requests/s (target)", "\(LoadText.rate(achievedRate)) (\(LoadText.rate(targetRate)))"],
            ["requests, failed", "\(requests), \(failures) (\(LoadText.percent(errorRate)))"],
            ["latency, ms: p50 p90 p95 p99 max", Self.words(latency)],
        ]
        if let server {
            rows.append(["server: cores (busiest second)", "\(Self.two(server.cpu)) (\(Self.two(server.cpuMax)))"])
            rows.append(["server: memory at most", LoadText.megabytes(Double(server.rssMax))])
        }
        return MarkdownText.table([["figure", "value"]] + rows)
    }

    private var thresholdTable: String {
        guard !thresholds.isEmpty else { return "" }
        let scope = profile == .spike ? "Over the whole run, the spike too; not judged.\n\n" : ""
        return "## Thresholds\n\n\(scope)"
            + MarkdownText.table(
                [["threshold", "value", "holds"]]
                    + thresholds.map { result in
                        [
                            MarkdownText.code(result.threshold),
                            result.value.map(LoadText.rounded) ?? "not measured",
                            result.holds ? "yes" : "**no**",
                        ]
                    })
    }

    private var profileText: String {
        if let stress {
            let limit = stress.isGeneratorLimited ? " or more (the generator was at its limit above)" : ""
            let best = stress.highestRate.map { "\(LoadText.rate($0)) requests/s\(limit)" } ?? "none"
            return
                "## Stress\n\nHighest rate that meets the thresholds: **\(best)**. Figures above are of that rate.\n\n"
                + MarkdownText.table(
                    [["requests/s", "thresholds"]] + stress.steps.map { [LoadText.rate($0.rate), $0.finding.rawValue] })
        }
        if let recovery {
            return "## Spike\n\nTen times the rate. Time to recover: "
                + (recovery < 0 ? "**not while it was watched**\n" : "**\(LoadText.duration(recovery))**\n")
        }
        guard let endurance else { return "" }
        let memory =
            endurance.memory.map { "\(LoadText.megabytes($0)) an hour" } ?? "not watched (name the process with --pid)"
        let p95 = endurance.p95.map { "\(LoadText.milliseconds($0)) ms an hour" } ?? "not measured"
        return "## Endurance\n\nMemory grows by \(memory), p95 by \(p95) (Theil-Sen slopes).\n"
    }

    private var endpointTable: String {
        "## Endpoints, the slowest first\n\n"
            + MarkdownText.table(
                [["endpoint", "requests", "failed", "p50 p90 p95 p99 max, ms", "statuses"]]
                    + endpoints.map { one in
                        [
                            MarkdownText.inline(one.name), String(one.requests), String(one.failures),
                            Self.words(one.latency), Self.counts(one.statuses.merging(one.errors) { $1 }),
                        ]
                    })
    }

    private var outcomes: String {
        "Answers by status: \(Self.counts(statuses)). Without an answer: \(errors.isEmpty ? "none" : Self.counts(errors)).\n"
    }

    private var generatorText: String {
        let processor = generator.processor.map { LoadText.percent($0) }.joined(separator: ", ")
        return "## The generator\n\nLag p50 \(LoadText.milliseconds(generator.lagP50)) ms, p99 "
            + "\(LoadText.milliseconds(generator.lagP99)) ms, at most \(LoadText.milliseconds(generator.lagMax)) ms; "
            + "\(generator.dropped) requests dropped; \(generator.connections) connections; of a core, by loop: \(processor).\n"
    }

    private var bottleneckText: String {
        guard let bottlenecks else { return "" }
        let queries = bottlenecks.queries.prefix(10).map { query in
            [
                MarkdownText.code(query.name), LoadText.milliseconds(query.p50), LoadText.milliseconds(query.p95),
                MarkdownText.inline(query.plan.joined(separator: "; ")),
            ]
        }
        let service = bottlenecks.service.sorted { $0.key < $1.key }.map {
            "- \(MarkdownText.code($0.key)): \(LoadText.number($0.value))\n"
        }
        return "## Bottlenecks\n\nThe slowest statements, alone on the run's data:\n\n"
            + MarkdownText.table([["statement", "p50, ms", "p95, ms", "plan"]] + queries)
            + (service.isEmpty ? "" : "\nThe service's own figures:\n\n\(service.joined())")
            + bottlenecks.notMeasured.map { "\nNot measured: \(MarkdownText.code($0)).\n" }.joined()
    }

    private var closing: String {
        leftOut.map { "- left out: \(MarkdownText.inline($0))\n" }.joined()
            + notes.map { "- \(MarkdownText.inline($0))\n" }.joined()
    }

    // MARK: Pieces

    private static func words(_ latency: LatencySummary) -> String {
        [latency.p50, latency.p90, latency.p95, latency.p99, latency.max].map(LoadText.milliseconds).joined(
            separator: " ")
    }

    private static func two(_ value: Double) -> String { LoadText.number((value * 100).rounded() / 100) }

    private static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
}
