/// The parts of the runbook that every service has alike.
enum RunbookText {
    static let monitoring = """
        ## Monitor

        ```sh
        curl -fsS "$INSTANCE"/livez
        curl -fsS "$INSTANCE"/metrics | grep -c '^http_server_request_duration_seconds_count'
        ```

        `deploy/monitoring` has Prometheus's settings, the rules and their tests, and a Grafana dashboard. After a change of the rules:

        ```sh
        promtool check rules deploy/monitoring/rules.yml
        promtool test rules deploy/monitoring/tests.yml
        ```

        ```sh elsewhere
        prometheus --config.file=deploy/monitoring/prometheus.yml --web.listen-address=127.0.0.1:9090
        ```

        """

    static let troubleshooting = """
        ## Troubleshoot

        Each answer has an `X-Request-Id`, which the log's lines of that request carry too:

        ```sh
        curl -sS -o /dev/null -D - "$INSTANCE"/livez | grep -i '^x-request-id:'
        ```

        | what is seen | what it mostly is | what to do |
        |---|---|---|
        | the process ends at once | a setting is missing or wrong | it names all of them; `"$SERVER" config` |
        | `migrations are pending` | the schema was not brought up to date | `"$SERVER" migrate up` |
        | `/readyz` answers 503 | the database does not answer | disk full, volume not mounted, file not writable: the log says which |
        | many 503 with the type `/problems/busy` | something writes for seconds | a purge or a backup on a slow disk; see slow queries |
        | slow answers, idle processor | waiting for a connection or the disk | dashboard: waits, database p95 |
        | slow sign-ins | passwords queue to be hashed | `HASHING_THREADS`, if cores are idle |
        | everyone is 401 after a release | the token keys are others | put the old keys back behind the new ones |

        """

    static let tuning = """
        ## Tune

        | setting | when |
        |---|---|
        | `DATABASE_READERS` | DatabasePoolBusy fires while cores are idle |
        | `SLOW_QUERY_MS` | lower it for a while, to see what is slow |
        | `HASHING_THREADS`, `HASHING_QUEUE` | sign-ins are slow or answered with 503 |
        | `SHUTDOWN_TIMEOUT` | requests take longer than 30 seconds |

        Change one at a time, under load, and compare p95 before and after. Deleted rows and old sessions go with a daily purge:

        ```sh
        "$SERVER" purge
        ```

        """

    static let backup = """
        ## Back up and recover

        While the service runs; the copy is checked. Daily, and to another machine:

        ```sh
        deploy/backup.sh
        ls "${BACKUPS:-state/backups}"
        ```

        To recover, stop every instance, put the newest copy in place and start again. What was there is kept beside it. Try it on a spare
        machine before you need it.

        ```sh stopped
        "$SERVER" restore "$(ls -1 "${BACKUPS:-state/backups}"/*.sqlite | sort | tail -n 1)"
        "$SERVER" migrate status
        ```

        ```sh
        curl -fsS "$INSTANCE"/readyz
        ```

        What was written after the copy is lost: the time between two copies is what you can lose.

        """

    static let keys = """
        A leaked signing key: make a new one and leave the old one out; everybody signs in again. To change keys without that, keep the
        old ones behind it until the last token has ended:

        ```sh
        umask 077
        keys=$(mktemp -d)
        "$SERVER" keys new > "$keys"/token-keys.json
        "$SERVER" keys new --before "$keys"/token-keys.json > "$keys"/token-keys-next.json
        test "$(grep -o '"kid"' "$keys"/token-keys-next.json | wc -l)" = 2
        rm -r "$keys"
        ```

        """

    static let rollback = """
        ## Roll back

        Move the traffic back to the old instance, which is kept warm: one step, and it needs nothing but the proxy. The schema stays: the
        old version can live with it. `"$SERVER" migrate down` loses data and is no part of a roll-back.

        ```sh elsewhere
        kubectl edit httproute
        ```

        Then look that the old version answers and errors fall:

        ```sh
        curl -fsS "$INSTANCE"/readyz
        ```

        """
}
