import GRDB
import Logging

/// What operations work with. Clock, ids and hooks are values, so that tests replace them.
public struct Services: Sendable {
    public var database: MeteredDatabase
    /// Turns tokens into callers; nil: the service has no accounts.
    public var authenticator: (any Authenticator)?
    public var now: @Sendable () -> Timestamp
    /// A new uuid v7, lower case.
    public var newID: @Sendable () -> String
    /// Signs cursors; at least 32 bytes, the same in every process of the service.
    public var secret: [UInt8]
    public var logger: Logger
    /// Writes an entry of the audit log, in the transaction of the change.
    public var audit: @Sendable (Connection, AuditEntry) throws -> Void
    /// Ends every session of an account, in the transaction of the change.
    public var revokeSessions: @Sendable (Connection, _ account: String) throws -> Void

    public init(
        database: MeteredDatabase, authenticator: (any Authenticator)? = nil,
        now: @escaping @Sendable () -> Timestamp = { .now },
        newID: @escaping @Sendable () -> String = { UUIDv7.make() },
        secret: [UInt8], logger: Logger = Logger(label: "service"),
        audit: @escaping @Sendable (Connection, AuditEntry) throws -> Void = { _, _ in },
        revokeSessions: @escaping @Sendable (Connection, String) throws -> Void = { _, _ in }
    ) {
        self.database = database
        self.authenticator = authenticator
        self.now = now
        self.newID = newID
        self.secret = secret
        self.logger = logger
        self.audit = audit
        self.revokeSessions = revokeSessions
    }
}

/// One line of the audit log.
public struct AuditEntry: Sendable, Equatable {
    /// `User.suspend`
    public var operation: String
    /// The account that did it; nil: anonymous.
    public var actor: String?
    /// Id of the row it was done to.
    public var subject: String
    public var requestID: String
    public var at: Timestamp
    /// JSON object: members that changed, `[old, new]` each; hidden and writeonly fields redacted.
    public var change: String

    public init(operation: String, actor: String?, subject: String, requestID: String, at: Timestamp, change: String) {
        self.operation = operation
        self.actor = actor
        self.subject = subject
        self.requestID = requestID
        self.at = at
        self.change = change
    }
}
