/// Counts the accesses of one kind, `read` or `write`. The sum of their time over the seconds that passed is how many connections
/// were in use on average, which a look at one moment does not tell.
struct DatabaseMeter: Sendable {
    private let inUse: Scalar
    /// From asking for a connection to having one.
    private let waits: Histogram
    private let accesses: Histogram

    /// - Parameter connections: how many accesses of this kind there can be at the same time.
    init(_ kind: String, connections: Int, _ metrics: MetricsRegistry) {
        let labels = [("kind", kind)]
        metrics.scalar("database_connections", labels, kind: .gauge).set(Double(connections))
        inUse = metrics.scalar("database_connections_in_use", labels, kind: .gauge)
        waits = metrics.histogram("database_wait_duration_seconds", labels, bounds: Histogram.seconds)
        accesses = metrics.histogram("database_access_duration_seconds", labels, bounds: Histogram.seconds)
    }

    /// A connection was got that was asked for then.
    func begin(_ asked: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let begun = ContinuousClock.now
        waits.observe((begun - asked).microseconds / 1e6)
        inUse.add(1)
        return begun
    }

    func end(_ begun: ContinuousClock.Instant) {
        inUse.add(-1)
        accesses.observe((ContinuousClock.now - begun).microseconds / 1e6)
    }
}
