import ArgumentParser
import GRDB
import Logging
import ServiceLifecycle
import UnixSignals

/// `Server serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer requests until SIGTERM; those under way are finished.")

    func run() async throws {
        let context = try CommandContext.required()
        let runtime = try await ServiceRuntime(context)
        let server = try context.definition.server(runtime)
        var services: [any Service] = [server]
        if let resets = runtime.accounts?.resets { services.insert(resets, at: 0) }
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: runtime.services.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(runtime.configuration.shutdownTimeout)
        try await ServiceGroup(configuration: configuration).run()
        try runtime.services.database.close()
    }
}

extension ServiceRuntime {
    /// Opens the database, which has to be migrated, and everything above it but the server.
    init(_ context: CommandContext) async throws {
        configuration = try context.configuration()
        let level = configuration.logLevel
        let logger = Logger(label: context.definition.name) { JSONLogHandler(label: $0, level: level) }
        try Self.migrate(context, configuration, logger)
        metrics = MetricsRegistry()
        let pool = try ServiceDatabase.open(
            configuration.databasePath, readers: configuration.databaseReaders, slowQuery: configuration.slowQuery,
            logger: logger)
        let database = MeteredDatabase(pool, metrics: metrics)
        let accounts = try await Self.accounts(context, configuration, database, logger, metrics)
        self.accounts = accounts
        services = Services(
            database: database, authenticator: accounts?.authenticator, now: context.now, newID: context.newID,
            secret: Array((configuration.signingSecret ?? "").utf8), logger: logger,
            audit: { try AuditLog.append($1, on: $0) }, revokeSessions: { try accounts?.revokeSessions(of: $1, on: $0) }
        )
    }

    private static func migrate(_ context: CommandContext, _ configuration: ServiceConfiguration, _ logger: Logger)
        throws
    {
        let migrator = try context.migrator(configuration)
        if configuration.migratesOnStart {
            for label in try migrator.up() { logger.info("migrated", metadata: ["migration": "\(label)"]) }
        }
        let pending = try migrator.status().filter { $0.appliedAt == nil }.map(\.label)
        guard pending.isEmpty else { throw CommandError.pending(pending) }
    }

    private static func accounts(
        _ context: CommandContext, _ configuration: ServiceConfiguration, _ database: MeteredDatabase, _ logger: Logger,
        _ metrics: MetricsRegistry
    ) async throws -> Accounts? {
        guard let model = context.definition.accounts, let settings = configuration.accounts else { return nil }
        let tokens = await AccessTokens(
            keys: try TokenKeys(jwks: settings.tokenKeys ?? ""), issuer: settings.tokenIssuer,
            audience: settings.tokenAudience, lifetime: model.accessLifetime)
        return try Accounts(
            model: model, tokens: tokens,
            hasher: Argon2Hasher(threads: settings.hashingThreads, queue: settings.hashingQueue), database: database,
            mailer: settings.mailer(spool: configuration.stateFolder + "/mail"),
            resetMail: ResetMail(service: context.definition.name, link: settings.resetLink), logger: logger,
            metrics: metrics, now: context.now, newID: context.newID)
    }
}

extension ServiceConfiguration.Accounts {
    fileprivate func mailer(spool: String) throws -> any Mailer {
        guard let smtpHost else { return SpoolMailer(folder: spool, from: mailFrom) }
        return try SMTPMailer(host: smtpHost, port: smtpPort, from: mailFrom)
    }
}
