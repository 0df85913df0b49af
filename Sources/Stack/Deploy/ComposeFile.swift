import Brief

/// Secrets come as files of the host, mode 0600; their values never stand in the compose file or the environment's listing.
func composeFile(_ brief: Brief) -> RenderedFile {
    RenderedFile(
        "deploy/compose.yaml",
        """
        # Start with: podman-compose --file deploy/compose.yaml up --build
        # README.md beside this says how to make the secrets and settings.env.
        name: \(brief.api)
        services:
          server:
            build:
              context: ..
              dockerfile: deploy/Containerfile
            image: \(brief.api)
            init: true
            restart: unless-stopped
            read_only: true
            cap_drop: [ALL]
            security_opt: ["no-new-privileges:true"]
            mem_limit: 512m
            stop_grace_period: 40s
            # The proxy in front and the mail relay are on this machine.
            network_mode: host
            environment:
              ENVIRONMENT: production
              HOST: 127.0.0.1
              SIGNING_SECRET_FILE: /run/secrets/signing_secret
        \(brief.auth == nil ? "" : "      TOKEN_KEYS_FILE: /run/secrets/token_keys\n")    env_file: [settings.env]
            secrets: [\(secrets(brief).joined(separator: ", "))]
            volumes: ["state:/service/state"]
            tmpfs: ["/tmp"]
        secrets:
        \(secrets(brief).map { "  \($0):\n    file: secrets/\($0)" }.joined(separator: "\n"))
        volumes:
          state: {}

        """)
}

private func secrets(_ brief: Brief) -> [String] { ["signing_secret"] + (brief.auth == nil ? [] : ["token_keys"]) }
