/// Where a service's time goes.
public struct Bottlenecks: Sendable, Equatable, Codable {
    /// A statement of the service on the data of the run.
    public struct Query: Sendable, Equatable, Codable {
        public var name: String
        /// Milliseconds on an idle connection: the median and the 95th percentile of its executions.
        public var p50: Double
        public var p95: Double
        /// As SQLite prints it.
        public var plan: [String]
    }

    /// The slowest first.
    public var queries: [Query]
    /// Milliseconds that 95 % of the service's uses of its database took at most while it was under load; nil: it does not say.
    public var databaseP95: Double?
    /// Figures that the service itself counted while it was under load, by name, from its `/metrics`.
    public var service: [String: Double]
    /// What could not be looked at, and why.
    public var notMeasured: [String]

    public init(
        queries: [Query] = [], databaseP95: Double? = nil, service: [String: Double] = [:], notMeasured: [String] = []
    ) {
        self.queries = queries
        self.databaseP95 = databaseP95
        self.service = service
        self.notMeasured = notMeasured
    }
}
