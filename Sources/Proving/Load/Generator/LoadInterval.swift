import Histogram

/// What a loop counted since it was last asked.
struct LoadInterval: Sendable {
    /// By endpoint; nil: it was not called.
    var tallies: [LoadTally?]
    /// How late requests left, from their intended start, by the generator's own fault.
    var lag = Latencies.latencies()
    /// Requests whose time came, dropped ones too.
    var due = 0
    /// Requests that were never sent: the backlog was full.
    var dropped = 0
    /// Requests of an endpoint that had none left.
    var replaced = 0
    /// Connections opened.
    var connections = 0
    /// Of the loop's thread, in nanoseconds, since it began.
    var processor: UInt64 = 0

    init(endpoints: Int) { tallies = Array(repeating: nil, count: endpoints) }

    /// Takes in what another loop counted in the same time.
    mutating func add(_ other: LoadInterval) {
        for (index, tally) in other.tallies.enumerated() {
            guard let tally else { continue }
            if tallies[index] == nil { tallies[index] = tally } else { tallies[index]?.add(tally) }
        }
        lag.add(other.lag)
        due += other.due
        dropped += other.dropped
        replaced += other.replaced
        connections += other.connections
    }
}
