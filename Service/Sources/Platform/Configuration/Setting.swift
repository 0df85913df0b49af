/// One name in the environment that the service reads.
public struct Setting: Sendable, Equatable {
    public let name: String
    public let meaning: String
    /// What holds when it is not set; nil: nothing, or made by the service in development.
    public let initial: String?
    /// Never shown, and also read from the file that `<name>_FILE` names.
    public let isSecret: Bool
    /// Has to be set when `ENVIRONMENT=production`.
    public let isRequiredInProduction: Bool
    /// Read only by a service that has accounts.
    public let isForAccounts: Bool

    init(
        _ name: String, _ meaning: String, initial: String? = nil, isSecret: Bool = false,
        isRequiredInProduction: Bool = false,
        isForAccounts: Bool = false
    ) {
        self.name = name
        self.meaning = meaning
        self.initial = initial
        self.isSecret = isSecret
        self.isRequiredInProduction = isRequiredInProduction
        self.isForAccounts = isForAccounts
    }
}

extension Setting {
    /// Everything that can be set, in the order in which it is printed.
    public static let all: [Setting] = [
        Setting("ENVIRONMENT", "development or production", initial: "development"),
        Setting("HOST", "address to listen on", initial: "127.0.0.1"),
        Setting("PORT", "port to listen on; 0: any free one", initial: "8080"),
        Setting("APP_VERSION", "which release this is; /livez answers it as Service-Version"),
        Setting("LOG_LEVEL", "trace, debug, info, notice, warning, error or critical", initial: "info"),
        Setting("SHUTDOWN_TIMEOUT", "seconds that requests under way have to finish after SIGTERM", initial: "30"),
        Setting(
            "STATE_DIR", "folder of the database and of what the service makes itself (mode 0700)", initial: "state"),
        Setting("DATABASE_PATH", "file of the database; unset: service.sqlite in STATE_DIR"),
        Setting("DATABASE_READERS", "connections that read at the same time", initial: "4"),
        Setting("SLOW_QUERY_MS", "statements that take at least so many milliseconds are logged", initial: "100"),
        Setting("MIGRATIONS_DIR", "folder of the schema's migrations", initial: "Migrations"),
        Setting("MIGRATE_ON_START", "true or false; unset: true in development, false in production"),
        Setting("AUDIT_RETENTION_DAYS", "days for which purge keeps the audit log", initial: "365"),
        Setting(
            "TRUSTED_PROXIES", "addresses or networks, separated by commas, whose X-Forwarded-For is believed",
            initial: ""),
        Setting(
            "CORS_ORIGINS", "origins, separated by commas, whose pages may call the API from a browser", initial: ""),
        Setting(
            "SIGNING_SECRET", "signs cursors; at least 32 characters, the same in every process", isSecret: true,
            isRequiredInProduction: true),
        Setting(
            "TOKEN_KEYS", "JSON Web Key Set of access tokens: the first key signs, all verify", isSecret: true,
            isRequiredInProduction: true, isForAccounts: true),
        Setting("TOKEN_ISSUER", "`iss` of access tokens; unset: the service's name", isForAccounts: true),
        Setting("TOKEN_AUDIENCE", "`aud` of access tokens; unset: the service's name", isForAccounts: true),
        Setting("HASHING_THREADS", "passwords hashed at the same time", initial: "1", isForAccounts: true),
        Setting("HASHING_QUEUE", "passwords that may wait to be hashed before 503", initial: "64", isForAccounts: true),
        Setting(
            "SMTP_HOST", "mail relay on this machine; unset in development: mail is written to STATE_DIR/mail",
            isRequiredInProduction: true, isForAccounts: true),
        Setting("SMTP_PORT", "port of the mail relay", initial: "25", isForAccounts: true),
        Setting(
            "MAIL_FROM", "sender of mail", initial: "service@localhost", isRequiredInProduction: true,
            isForAccounts: true),
        Setting(
            "RESET_LINK", "page that asks for a new password; {token} stands for the token",
            initial: "http://localhost:8080/reset?token={token}", isRequiredInProduction: true, isForAccounts: true),
    ]
}
