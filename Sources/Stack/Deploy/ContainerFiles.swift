import Brief

func containerFile(_ brief: Brief) -> RenderedFile {
    RenderedFile(
        "deploy/Containerfile",
        """
        # Build from the service's folder: podman build --file deploy/Containerfile --tag \(brief.api) .
        FROM docker.io/library/swift:6.3-bookworm AS build
        RUN apt-get update \\
            && apt-get install --yes --no-install-recommends libargon2-dev libsqlite3-dev make \\
            && rm -rf /var/lib/apt/lists/*
        WORKDIR /service
        COPY Package.swift Package.resolved* ./
        RUN swift package resolve
        COPY . .
        RUN mkdir -p Public && make release && strip .build/release/Server

        FROM docker.io/library/debian:bookworm-slim
        RUN apt-get update \\
            && apt-get install --yes --no-install-recommends ca-certificates libargon2-1 libsqlite3-0 tzdata \\
            && rm -rf /var/lib/apt/lists/* \\
            && useradd --system --uid 10001 --home-dir /service --shell /usr/sbin/nologin service \\
            && install --directory --owner service --mode 0700 /service/state
        WORKDIR /service
        COPY --from=build /service/.build/release/Server ./Server
        COPY --from=build /service/Migrations ./Migrations
        COPY --from=build /service/Public ./Public
        COPY --from=build /service/docs ./docs
        COPY --from=build /service/openapi.yaml /service/openapi.json /service/CHANGELOG.md ./
        USER service
        ENV ENVIRONMENT=production STATE_DIR=/service/state HOST=0.0.0.0 PORT=8080
        VOLUME /service/state
        EXPOSE 8080
        ENTRYPOINT ["./Server"]
        CMD ["serve"]

        """)
}

func containerIgnore() -> RenderedFile {
    RenderedFile(".containerignore", ".build\n.fivegate\n.git\ndeploy/secrets\nstate\n")
}

func backupScript() -> RenderedFile {
    RenderedFile(
        "deploy/backup.sh",
        """
        #!/bin/sh
        # Copies the database of the running service, online and whole, to a dated file; keeps the newest 14.
        # Run it daily from cron or a systemd timer, and copy the folder to another machine.
        # The target folder is $BACKUPS, by default state/backups; the server is $SERVER.
        set -eu
        umask 077
        cd "$(dirname "$0")/.."
        backups=${BACKUPS:-state/backups}
        server=${SERVER:-.build/debug/Server}
        mkdir -p "$backups"
        "$server" backup "$backups/$(date -u +%Y-%m-%dT%H%M%SZ).sqlite"
        # The names sort by time, so all but the last 14 are the oldest.
        ls -1 "$backups"/*.sqlite | sort -r | tail -n +15 | while read -r old; do rm -- "$old"; done

        """, isExecutable: true)
}
