import Blueprint
import Brief

/// All alerts of a service, in the order of its rules file and its runbook.
func alerts(_ blueprint: Blueprint) -> [Alert] {
    let words = PromQL(blueprint.brief)
    let traffic = TestTraffic(words, route: blueprint.endpoints.first?.path ?? blueprint.brief.basePath + "/")
    return RequestAlerts(words: words, traffic: traffic).all + BudgetAlerts(words: words, traffic: traffic).all
        + ResourceAlerts(words: words, traffic: traffic, hasAccounts: blueprint.brief.auth != nil).all
        + ProxyAlerts(words: words).all
}

/// `deploy/monitoring/`: what Prometheus and Grafana are given.
func monitoringFiles(_ blueprint: Blueprint) -> [RenderedFile] {
    let brief = blueprint.brief
    let words = PromQL(brief)
    let alerts = alerts(blueprint)
    let folder = "deploy/monitoring/"
    return [
        RenderedFile(folder + "rules.yml", rules(words, alerts)),
        RenderedFile(folder + "tests.yml", ruleTests(alerts)),
        RenderedFile(folder + "prometheus.yml", prometheus(words)),
        RenderedFile(folder + "targets.yml", targets),
        RenderedFile(folder + "dashboard.json", dashboard(words, hasAccounts: brief.auth != nil).jsonText),
    ]
}

private func rules(_ words: PromQL, _ alerts: [Alert]) -> String {
    let groups: JSON = [
        "groups": [
            ["name": .string(words.job + "-recorded"), "rules": .array(recordingRules(words))],
            ["name": .string(words.job + "-alerts"), "rules": .array(alerts.map(\.rule))],
        ]
    ]
    return """
        # Recording and alert rules. Check them: promtool check rules rules.yml && promtool test rules tests.yml
        # An error is an answer with status 5xx; a 4xx is often a correct answer. What to do when one fires: docs/runbook.md.
        \(groups.yamlText)
        """
}

private func ruleTests(_ alerts: [Alert]) -> String {
    let tests: JSON = [
        "rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": .array(alerts.flatMap(\.tests)),
    ]
    return """
        # Each alert, seen firing and seen silent: promtool test rules tests.yml
        \(tests.yamlText)
        """
}

private func prometheus(_ words: PromQL) -> String {
    let settings: JSON = [
        "global": ["scrape_interval": "15s", "evaluation_interval": "15s"],
        "rule_files": ["rules.yml"],
        "scrape_configs": [
            job(words.job, "targets.yml", "service-targets.json"), job(words.proxy, "proxy-targets.json"),
        ],
    ]
    return """
        # Start with: prometheus --config.file=deploy/monitoring/prometheus.yml --web.listen-address=127.0.0.1:9090
        # Alerts show at /alerts; to have them sent, add `alerting:` with your Alertmanager.
        \(settings.yamlText)
        """
}

/// What is scraped is read from files: those named first stand beside `prometheus.yml`, the last is kept by a release.
private func job(_ name: String, _ files: String...) -> JSON {
    let paths = files.dropLast() + files.suffix(1).map { "../../.fivegate/release/" + $0 }
    return ["job_name": .string(name), "file_sd_configs": [["files": .array(paths.map { .string($0) })]]]
}

private let targets = """
    # Instances of the service, as their HOST and PORT say. Those that `fivegate release` started are known without this file. Not
    # the front door: it keeps /metrics inside, and each instance counts for itself. Prometheus reads this file again when it
    # changes. An instance is added as a line of the list:
    # - targets: ["127.0.0.1:8080"]
    []

    """
