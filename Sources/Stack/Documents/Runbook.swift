import Blueprint
import Brief
import Source

/// `docs/runbook.md`: what whoever runs the service does. Its `sh` blocks are executed against a running service; those marked
/// `sh stopped` while it is stopped, and those marked `sh elsewhere` need a machine that a test has not.
func runbook(_ blueprint: Blueprint, _ alerts: [Alert]) -> RenderedFile {
    let brief = blueprint.brief
    return RenderedFile(
        "docs/runbook.md",
        """
        # Runbook of \(MarkdownText.inline(brief.title))

        Commands are run in the service's folder, as the user that the service runs as and with its settings in the environment.
        `SERVER` is the executable (`.build/release/Server`, or `./Server` in the container), `INSTANCE` where one instance
        listens, behind the front door (`http://127.0.0.1:8080`).

        Objectives: availability \(PromQL.number(brief.slo.availability * 100)) %, p95 below \(PromQL.number(brief.slo.p95)) ms, \
        at most \(PromQL.number(brief.slo.errors * 100)) % errors, \(PromQL.number(brief.slo.throughput)) requests a second.

        \(sections(brief, alerts).joined(separator: "\n"))
        """)
}

private func sections(_ brief: Brief, _ alerts: [Alert]) -> [String] {
    [
        deploying(brief), RunbookText.monitoring, firing(alerts), RunbookText.troubleshooting, RunbookText.tuning,
        RunbookText.backup, incidents(brief), RunbookText.rollback,
    ]
}

private func deploying(_ brief: Brief) -> String {
    """
    ## Deploy

    What is set, secrets masked, and where the schema stands:

    ```sh
    "$SERVER" config
    "$SERVER" migrate status
    ```

    Migrations only add what the running version can live with, so they go first, while it runs:

    ```sh
    "$SERVER" migrate up
    ```

    Start the new instance beside the old one, wait until it is ready, then move traffic in steps (10, 50, 100 %), looking at errors
    and p95 after each:

    ```sh
    curl -fsS "$INSTANCE"/readyz
    ```

    On Kubernetes the weights are those of the route ([manifests](../deploy/kubernetes)):

    ```sh elsewhere
    kubectl apply -k deploy/kubernetes
    kubectl rollout status deployment -l app.kubernetes.io/name=\(objectName(brief))
    ```

    """
}

/// A heading for each alert: its annotation names it.
private func firing(_ alerts: [Alert]) -> String {
    "## When an alert fires\n"
        + alerts.map { alert in
            """

            ### \(alert.name)

            \(alert.severity.rawValue.capitalizedFirst), after \(alert.hold) min. \(MarkdownText.inline(alert.summary)) \
            \(MarkdownText.inline(alert.action))

            """
        }.joined()
}

private func incidents(_ brief: Brief) -> String {
    """
    ## Incidents

    1. Say that you have it, and since when. 2. Stop the harm: roll back if a release is younger than the fault. 3. Find the cause:
    which route, which status, since when (dashboard), then the log. 4. Tell those who call the service, and again when it is over.
    5. Write down within two days what happened, what found it, what would have prevented it.

    \(brief.auth == nil ? "" : RunbookText.keys)
    """
}

extension String {
    fileprivate var capitalizedFirst: String { SwiftText.upperFirst(self) }
}
