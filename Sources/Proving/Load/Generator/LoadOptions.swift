/// The limits of a generator.
public struct LoadOptions: Sendable {
    /// Event loops, a thread each.
    public var loops = 1
    /// Connections in all. Requests that find none free wait, and their latency counts from their intended start.
    public var connections = 256
    /// From the intended start; a request that takes longer fails.
    public var timeout: Duration = .seconds(10)
    /// Requests that may wait for a connection in all; what comes on top of them is dropped, and counted.
    public var backlog = 200_000
    /// Connections opened before the clock starts.
    public var warm = 16

    public init() {}
}
