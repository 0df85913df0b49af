/// Multi-window burn-rate alerts (Google, The Site Reliability Workbook, chapter 5): a long window that matters, and a short one so
/// that the alert ends when the fault does.
struct BudgetAlerts: Sendable {
    private struct Burn {
        var name: String
        var factor: Double
        var long: Window
        var short: Window
        var severity: Alert.Severity
    }

    private static let burns = [
        Burn(name: "ErrorBudgetBurn1h", factor: 14.4, long: .hour, short: .five, severity: .critical),
        Burn(name: "ErrorBudgetBurn6h", factor: 6, long: .six, short: .half, severity: .critical),
        Burn(name: "ErrorBudgetBurn1d", factor: 3, long: .day, short: .two, severity: .warning),
        Burn(name: "ErrorBudgetBurn3d", factor: 1, long: .three, short: .six, severity: .warning),
    ]

    let words: PromQL
    let traffic: TestTraffic

    /// With a lax objective some rates are above every share of errors that there can be; they have no alert.
    var all: [Alert] { Self.burns.filter { $0.factor * words.budget < 1 }.map(alert) }

    private func alert(_ burn: Burn) -> Alert {
        let share = burn.factor * words.budget
        let threshold = PromQL.number(share)
        let (long, short) = (burn.long.text, burn.short.text)
        let failures =
            "\(words.series("job:http_errors:rate\(long)")) * \(burn.long.seconds) >= \(RequestAlerts.leastFailures)"
        return Alert(
            name: burn.name, severity: burn.severity,
            expression: "\(words.series("job:http_errors:ratio\(long)")) > \(threshold) and "
                + "\(words.series("job:http_errors:ratio\(short)")) > \(threshold) and " + failures, hold: 2,
            summary: "\(words.job) spends its error budget \(PromQL.number(burn.factor)) times too fast.",
            action:
                "At this rate the budget of 30 days is gone in \(PromQL.number((300 / burn.factor).rounded() / 10)) days. "
                + "Stop releases; find the route that fails and what changed.",
            cases: cases(burn, share))
    }

    private func cases(_ burn: Burn, _ share: Double) -> [AlertCase] {
        let above = RequestAlerts.above(share)
        var cases = [
            AlertCase(
                title: "fires while both windows burn", series: traffic.failing(above), fires: [[("job", words.job)]]),
            AlertCase(title: "is silent below the rate", series: traffic.failing(share * 0.8)),
            AlertCase(title: "is silent for one failed request at night", series: traffic.quietNight),
        ]
        // What the short window is for. Those of hours take promtool seconds and show the same.
        if burn.short.minutes <= 30 {
            let (minutes, minute) = (burn.short.minutes + 10, burn.short.minutes + 35)
            cases.append(
                AlertCase(
                    title: "is silent when the fault has ended", series: traffic.recovered(1, minutes: minutes),
                    minute: minute))
        }
        return cases
    }
}
