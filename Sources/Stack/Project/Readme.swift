import Blueprint
import Brief
import Source

/// `README.md`: what a newcomer needs to build, run and find their way.
func readme(_ blueprint: Blueprint) -> RenderedFile {
    let brief = blueprint.brief
    return RenderedFile(
        "README.md",
        """
        # \(MarkdownText.inline(brief.title))

        \(brief.description.map { MarkdownText.inline($0) + "\n\n" } ?? "")A REST API in Swift: Hummingbird, SQLite through GRDB, JWT.
        `brief.yaml` says what it must be; code, tests and documents here were derived from it.

        ## Start

        Swift 6.2 or newer and, on Debian, `libargon2-dev` and `libsqlite3-dev` (`make setup`).

        ```sh
        make build      # compile everything
        make test       # Platform's tests, and a suite for each endpoint
        make seed       # example rows for the development database
        make run        # serve on 127.0.0.1:8080
        curl -i http://127.0.0.1:8080/livez
        ```

        `make` lists all targets. The API's documents are served by itself: `/docs`, `/openapi.yaml`, `/openapi.json`.

        ## Endpoints

        | operation | method | path | answer |
        |---|---|---|---|
        \(blueprint.endpoints.map(row).joined(separator: "\n"))

        Errors are `application/problem+json` (RFC 9457).

        ## Where things are

        | folder | what is in it |
        |---|---|
        | `Sources/Platform` | what every endpoint shares: HTTP conventions, errors, accounts, pages, limits, database, metrics |
        | `Sources/API` | a folder for each resource: its record, its rules, its statements, a file for each operation |
        | `Sources/Server` | the executable: `serve`, `migrate`, `seed`, `admin create`, `backup`, `restore`, `purge`, `config` |
        | `Migrations` | the schema, step by step, up and down |
        | `Tests` | Platform's suite, and one suite for each endpoint; test names carry the requirement they prove |
        | `deploy` | container file, compose file, Kubernetes, monitoring, backup script; see [deploy/README.md](deploy/README.md) |
        | `docs` | [getting started](docs/getting-started.md), a reference with examples, [runbook](docs/runbook.md), [handover](docs/handover.md) |

        ## Configuration

        From the environment only. `Server config` lists every setting with its meaning and what is set, secrets masked; outside
        development the secrets are required. State (database, keys, mail in development) lives in `state/`.

        """)
}

private func row(_ endpoint: Endpoint) -> String {
    "| `\(endpoint.id)` | `\(endpoint.method)` | `\(endpoint.path)` | \(endpoint.successStatus) |"
}
