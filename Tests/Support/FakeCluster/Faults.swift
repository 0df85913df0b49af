/// What the cluster does wrong.
public struct Faults: Sendable {
    /// Every so many requests to the API server are answered with 500.
    public var errorEvery: Int?
    /// At every so many requests it closes the connection.
    public var hangUpEvery: Int?
    /// Seconds until it answers.
    public var delay = 0.0
    /// New pods do not become ready.
    public var neverReady = false
    /// A change of a route is answered as done, and is not.
    public var ignoresRoute = false
    /// The gateway takes no change of a route.
    public var gatewayAsleep = false
    /// Requests that each pod has under way; nil: it does not tell.
    public var underWay: Int? = 0

    public init() {}
}
