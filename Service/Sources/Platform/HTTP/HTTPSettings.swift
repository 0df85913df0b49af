/// What an operator decides about HTTP.
public struct HTTPSettings: Sendable {
    /// Origins that browsers may call from: `https://app.example.org`.
    public var corsOrigins: [String]
    public var clientAddress: ClientAddress
    /// The longest a client may take to send a body.
    public var bodyTimeout: Duration
    /// Seconds within which answers should come; a bucket of the latency histogram ends there.
    public var latencyObjective: Double
    /// Which release this is; `/livez` answers it.
    public var version: String?

    public init(
        corsOrigins: [String] = [], trustedProxies: [String] = [], bodyTimeout: Duration = .seconds(30),
        latencyObjective: Double = 0.2, version: String? = nil
    ) {
        self.corsOrigins = corsOrigins
        clientAddress = ClientAddress(trustedProxies: trustedProxies)
        self.bodyTimeout = bodyTimeout
        self.latencyObjective = latencyObjective
        self.version = version
    }
}
