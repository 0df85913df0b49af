/// The requirements of a REST API: what a checked brief says, defaults filled in, nothing left to look up.
public struct Brief: Sendable, Equatable {
    /// The slug that names package, database and memory.
    public var api: String
    public var title: String
    public var description: String?
    /// `v1`, or nil.
    public var version: String?
    /// Lowest first; a role implies those before it.
    public var roles: [String]
    public var auth: Auth?
    public var resources: [Resource]
    /// Defaults filled in; empty means `limits: none`.
    public var limits: [Limit]
    public var slo: ServiceLevels

    /// What precedes every path: `/v1`, or empty.
    public var basePath: String { version.map { "/" + $0 } ?? "" }

    public init(
        api: String, title: String, description: String? = nil, version: String? = nil, roles: [String] = ["user"],
        auth: Auth? = nil, resources: [Resource], limits: [Limit] = Limit.defaults, slo: ServiceLevels = .init()
    ) {
        self.api = api
        self.title = title
        self.description = description
        self.version = version
        self.roles = roles
        self.auth = auth
        self.resources = resources
        self.limits = limits
        self.slo = slo
    }
}

/// What gates and alerts measure against.
public struct ServiceLevels: Sendable, Equatable {
    /// Share of requests answered, 0...1.
    public var availability = 0.999
    /// Milliseconds.
    public var p95 = 200.0
    /// Share of requests that fail, 0...1.
    public var errors = 0.001
    /// Requests per second.
    public var throughput = 1000.0

    public init() {}
}
