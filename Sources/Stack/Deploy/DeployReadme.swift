import Brief

/// `deploy/README.md`: how the service is shipped, how its secrets are handled, how its data is kept.
func deployReadme(_ brief: Brief) -> RenderedFile {
    RenderedFile(
        "deploy/README.md",
        """
        # Deploying \(brief.api)

        ## Container

        ```
        podman build --file deploy/Containerfile --tag \(brief.api) .
        podman-compose --file deploy/compose.yaml up --build
        ```

        The image runs as a user without rights, on a read-only file system; `state` is its only volume. It stops within the grace
        period: requests in flight are finished first.

        ## Kubernetes

        `kubectl apply -k deploy/kubernetes`: blue and green behind one HTTPRoute. Set the image, gateway, host name and namespaces there,
        and make the secret once: `kubectl create secret generic \(objectName(brief, "secrets")) --from-file=signing_secret\
        \(brief.auth == nil ? "" : " --from-file=token_keys")`.\(brief.auth == nil ? "" : " Mail needs a relay in the pod: add it as a sidecar.")

        ## Monitoring

        `deploy/monitoring` has Prometheus's settings, rules with their tests, and a Grafana dashboard; `docs/runbook.md` says what to do
        when an alert fires.

        ## Secrets

        - Secrets are never in the image, the compose file, a command line or a log. `Server config` lists which settings are secret;
          each can also be read from the file that `<NAME>_FILE` names, which must have mode 0600.
        - Make them once, in `deploy/secrets` (ignored by git), and the other settings in `deploy/settings.env`:

          ```
          umask 077 && mkdir -p deploy/secrets
          openssl rand -hex 32 > deploy/secrets/signing_secret
        \(brief.auth == nil ? "" : tokenKeys)  chown -R 10001 deploy/secrets
          touch deploy/settings.env
          ```

        - To rotate a secret, write the new value and start the service again.
        \(brief.auth == nil ? "" : administrator)
        ## Data

        - `Server migrate up` brings the schema up to date, under a lock: two instances that start together do it once.
        - `deploy/backup.sh` copies the database online and keeps the newest 14 copies. Run it daily, and copy the folder elsewhere.
        - To restore: stop the service, `Server restore FILE`, start it. Try it on a spare machine before you need it.
        - `Server purge` removes for good what was deleted longer ago than the brief's retention. Run it daily.

        """)
}

private let tokenKeys = "  .build/release/Server keys new > deploy/secrets/token_keys\n"

private let administrator = """
    - The first administrator is made on the server; the password is read from standard input:

      ```
      Server admin create admin@example.org < password-file
      ```

    """
