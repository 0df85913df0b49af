import GRDB
import Synchronization

/// The database as requests use it: every access passes here, so that one place counts connections, waits and time.
public struct MeteredDatabase: Sendable {
    public let pool: DatabasePool
    private let reads: DatabaseMeter
    private let writes: DatabaseMeter

    public init(_ pool: DatabasePool, metrics: MetricsRegistry = MetricsRegistry()) {
        self.pool = pool
        reads = DatabaseMeter("read", connections: pool.configuration.maximumReaderCount, metrics)
        writes = DatabaseMeter("write", connections: 1, metrics)
    }

    /// Reads one state of the database.
    public func read<Value: Sendable>(
        _ work: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await pool.read(measured(work))
    }

    /// Reads without a transaction: good for a single statement.
    public func unsafeRead<Value: Sendable>(
        _ work: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await pool.unsafeRead(measured(work))
    }

    /// Changes the database in one transaction; its commit is part of the time.
    public func write<Value: Sendable>(
        _ work: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        let asked = ContinuousClock.now
        let access = Access()
        defer { access.begun.map(writes.end) }
        return try await pool.write { connection in
            access.begun = writes.begin(asked)
            return try work(connection)
        }
    }

    public func close() throws { try pool.close() }

    private func measured<Value>(
        _ work: @escaping @Sendable (Connection) throws -> Value
    ) -> @Sendable (Connection) throws -> Value {
        let asked = ContinuousClock.now
        return { connection in
            let begun = reads.begin(asked)
            defer { reads.end(begun) }
            return try work(connection)
        }
    }
}

/// When a write got its connection; nil: it never did.
private final class Access: Sendable {
    private let instant = Mutex<ContinuousClock.Instant?>(nil)

    var begun: ContinuousClock.Instant? {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}
