import GRDB

/// What one service is: all that the Server's commands need to know of it.
public struct ServiceDefinition: Sendable {
    /// The service's name: `users`.
    public var name: String
    public var version: String
    /// Nil: the service has no accounts.
    public var accounts: AccountModel?
    public var softDeleted: [Purge.SoftDeleted]
    public var seed: Seed
    public var limits: [RateLimit]
    /// Seconds within which answers should come.
    public var latencyObjective: Double
    /// The operations of the API.
    public var endpoints: @Sendable (Accounts?) throws -> [Endpoint]

    public init(
        name: String, version: String, accounts: AccountModel? = nil, softDeleted: [Purge.SoftDeleted] = [],
        seed: Seed = Seed(), limits: [RateLimit] = [], latencyObjective: Double = 0.2,
        endpoints: @escaping @Sendable (Accounts?) throws -> [Endpoint]
    ) {
        self.name = name
        self.version = version
        self.accounts = accounts
        self.softDeleted = softDeleted
        self.seed = seed
        self.limits = limits
        self.latencyObjective = latencyObjective
        self.endpoints = endpoints
    }
}

/// Data for a development machine.
public struct Seed: Sendable {
    /// A demo account. Its password is known to everyone who reads the source, so that it is made in development only.
    public struct Account: Sendable {
        public var login: String
        public var password: String
        public var role: String?
        /// Values by the name of their field.
        public var fields: [String: DatabaseValue]

        public init(login: String, password: String, role: String? = nil, fields: [String: DatabaseValue] = [:]) {
            self.login = login
            self.password = password
            self.role = role
            self.fields = fields
        }
    }

    public var accounts: [Account]
    /// SQL that can run again (`INSERT OR IGNORE`), before the accounts, which may refer to its rows.
    public var statements: [String]

    public init(accounts: [Account] = [], statements: [String] = []) {
        self.accounts = accounts
        self.statements = statements
    }
}

/// The running parts of a service.
public struct ServiceRuntime: Sendable {
    public let configuration: ServiceConfiguration
    public let services: Services
    /// Nil: the service has no accounts.
    public let accounts: Accounts?
    let metrics: MetricsRegistry
}
