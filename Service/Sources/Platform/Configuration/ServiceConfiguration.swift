import Logging

/// The checked configuration of a process. ``Setting/all`` lists what it is read from.
public struct ServiceConfiguration: Sendable {
    public enum Environment: String, Sendable {
        case development, production
    }

    public var environment: Environment
    public var host: String
    public var port: Int
    /// Which release this is, as whoever started it says.
    public var appVersion: String?
    public var logLevel: Logger.Level
    /// Seconds.
    public var shutdownTimeout: Int
    public var stateFolder: String
    public var databasePath: String
    public var databaseReaders: Int
    public var slowQuery: Duration
    public var migrationsFolder: String
    public var migratesOnStart: Bool
    /// Days.
    public var auditRetention: Int
    public var trustedProxies: [String]
    public var corsOrigins: [String]
    /// Nil: to be made in development by ``DevelopmentSecrets``.
    public var signingSecret: String?
    /// Nil where the service has no accounts.
    public var accounts: Accounts?

    public struct Accounts: Sendable {
        /// JSON Web Key Set. Nil: to be made in development by ``DevelopmentSecrets``.
        public var tokenKeys: String?
        public var tokenIssuer: String
        public var tokenAudience: String
        public var hashingThreads: Int
        public var hashingQueue: Int
        /// Nil: mail is written to a folder.
        public var smtpHost: String?
        public var smtpPort: Int
        public var mailFrom: String
        public var resetLink: String
    }

    /// - Parameters:
    ///   - variables: the process's environment.
    ///   - service: stands in for the issuer and audience of tokens.
    ///   - hasAccounts: whether the settings for accounts are read.
    ///   - readFile: reads a file that holds a secret, and refuses one that others may read.
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    public init(
        _ variables: [String: String], service: String, hasAccounts: Bool,
        readFile: @escaping (String) throws -> String = PrivateFile.read
    ) throws {
        let environment = Environment(
            rawValue: variables["ENVIRONMENT"].flatMap { $0.isEmpty ? nil : $0 } ?? "development")
        // Whatever is meant by another word: the strict rules hold.
        self.environment = environment ?? .production
        var reader = SettingReader(
            variables, isProduction: self.environment == .production, hasAccounts: hasAccounts, readFile: readFile)
        if environment == nil { reader.report("ENVIRONMENT must be development or production") }
        host = reader.text("HOST") ?? "127.0.0.1"
        port = reader.number("PORT", in: 0...65535)
        appVersion = reader.text("APP_VERSION")
        let level = Logger.Level(rawValue: reader.text("LOG_LEVEL") ?? "info")
        logLevel = level ?? .info
        if level == nil { reader.report("LOG_LEVEL must be trace, debug, info, notice, warning, error or critical") }
        shutdownTimeout = reader.number("SHUTDOWN_TIMEOUT", in: 0...3600)
        stateFolder = reader.text("STATE_DIR") ?? "state"
        databasePath = reader.text("DATABASE_PATH") ?? stateFolder + "/service.sqlite"
        databaseReaders = reader.number("DATABASE_READERS", in: 1...64)
        slowQuery = .milliseconds(reader.number("SLOW_QUERY_MS", in: 1...3_600_000))
        migrationsFolder = reader.text("MIGRATIONS_DIR") ?? "Migrations"
        migratesOnStart = reader.flag("MIGRATE_ON_START", default: self.environment == .development)
        auditRetention = reader.number("AUDIT_RETENTION_DAYS", in: 1...36500)
        trustedProxies = reader.list("TRUSTED_PROXIES")
        corsOrigins = reader.list("CORS_ORIGINS")
        signingSecret = reader.secret("SIGNING_SECRET")
        if let signingSecret, signingSecret.utf8.count < 32 {
            reader.report("SIGNING_SECRET must have at least 32 characters")
        }
        accounts = hasAccounts ? Accounts(&reader, service: service) : nil
        guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
    }
}

extension ServiceConfiguration.Accounts {
    init(_ reader: inout SettingReader, service: String) {
        tokenKeys = reader.secret("TOKEN_KEYS")
        tokenIssuer = reader.text("TOKEN_ISSUER") ?? service
        tokenAudience = reader.text("TOKEN_AUDIENCE") ?? service
        hashingThreads = reader.number("HASHING_THREADS", in: 1...64)
        hashingQueue = reader.number("HASHING_QUEUE", in: 1...10_000)
        smtpHost = reader.text("SMTP_HOST")
        smtpPort = reader.number("SMTP_PORT", in: 1...65535)
        mailFrom = reader.text("MAIL_FROM") ?? ""
        resetLink = reader.text("RESET_LINK") ?? ""
        if let tokenKeys {
            do { _ = try TokenKeys(jwks: tokenKeys) } catch { reader.report("TOKEN_KEYS: \(error)") }
        }
        if let smtpHost, !SMTPMailer.isLoopback(smtpHost) {
            reader.report("SMTP_HOST: \(MailError.notLoopback(smtpHost))")
        }
        if !resetLink.contains("{token}") { reader.report("RESET_LINK must contain {token}") }
    }
}

/// All that is wrong with a configuration.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    public let problems: [String]

    public var description: String {
        (["the configuration has \(problems.count == 1 ? "a problem" : "\(problems.count) problems"):"]
            + problems.map { "  " + $0 }).joined(separator: "\n")
    }
}
