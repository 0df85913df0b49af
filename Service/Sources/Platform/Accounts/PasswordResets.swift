import GRDB
import Logging
import ServiceLifecycle

/// What the mail for a forgotten password says.
public struct ResetMail: Sendable {
    public var subject: String
    /// Page of the front end that asks for the new password; `{token}` stands for the token.
    public var link: String
    public var service: String

    public init(service: String, link: String) {
        self.service = service
        self.link = link
        subject = "Reset your password for \(service)"
    }

    func text(token: String) -> String {
        """
        Somebody, hopefully you, asked to reset the password of your account at \(service).

        \(link.replacing("{token}", with: token))

        The link works once and for one hour. If it was not you, ignore this mail: nothing has changed.
        """
    }
}

/// Handles requests for forgotten passwords after they were answered, so that neither the answer nor its time tells whether an account
/// exists. What waits when the service is told to stop is still sent.
public struct PasswordResets: Service {
    /// Requests that may wait; more are dropped, as a mail may be.
    static let capacity = 1000

    private let model: AccountModel
    private let statement: String
    private let database: MeteredDatabase
    private let mailer: any Mailer
    private let mail: ResetMail
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let requests: AsyncStream<String>
    private let queue: AsyncStream<String>.Continuation

    init(
        model: AccountModel, statement: String, database: MeteredDatabase, mailer: any Mailer, mail: ResetMail,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.model = model
        self.statement = statement
        self.database = database
        self.mailer = mailer
        self.mail = mail
        self.logger = logger
        self.now = now
        (requests, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.capacity))
    }

    /// Asks for a mail to the account with this login, if there is one.
    func request(_ login: String) {
        if case .dropped = queue.yield(model.login.stored(login)) {
            logger.warning("a request for a forgotten password was dropped")
        }
    }

    /// Takes no more requests; ``run()`` ends when those before are handled.
    func finish() { queue.finish() }

    /// Until graceful shutdown.
    public func run() async {
        await withGracefulShutdownHandler {
            for await login in requests {
                do {
                    try await handle(login)
                } catch {
                    logger.error("no mail was sent for a forgotten password", metadata: ["error": "\(error)"])
                }
            }
        } onGracefulShutdown: {
            finish()
        }
    }

    private func handle(_ login: String) async throws {
        let token: OpaqueToken? = try await database.write { connection in
            let now = now()
            let row = try Row.fetchOne(
                connection.cachedStatement(sql: statement),
                arguments: AccountStatements.arguments(me: nil, now: now, login: login))
            guard let row, row["_active"] else { return nil }
            return try ResetTokens.issue(for: row["_id"], at: now, on: connection)
        }
        guard let token else { return }
        try await mailer.send(Mail(to: login, subject: mail.subject, text: mail.text(token: token.text)))
    }
}
