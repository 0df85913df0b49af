/// Splits the traffic of the front door between the two slots. One conformance suite holds for all implementations.
public protocol Router: Sendable {
    /// Makes sure that it runs; where it has to be started, with this table.
    func ensure(_ table: RoutingTable) async throws
    /// Puts an instance behind the door, at weight 0, when it answers ready.
    func attach(_ slot: Slot, port: Int) async throws
    /// - Parameter weight: 0 to 100; the share is that of the sum.
    func setWeight(_ weight: Int, of slot: Slot) async throws
    /// As they are in force.
    func readWeights() async throws -> [Slot: Int]
    /// Counted since the router was started.
    func stats() async throws -> [Slot: RouterStats]
    /// Gives a slot no new request, and waits until those under way have ended.
    /// - Returns: whether they ended within the limit.
    func drain(_ slot: Slot, within limit: Duration) async throws -> Bool
    /// Takes a slot away from the door.
    func detach(_ slot: Slot) async throws
    /// Closes the door.
    func stop() async throws
}

/// Which instance is in which slot, and its weight.
public struct RoutingTable: Sendable, Hashable, Codable {
    public struct Entry: Sendable, Hashable, Codable {
        /// On 127.0.0.1.
        public var port: Int
        public var weight: Int

        public init(port: Int, weight: Int) {
            self.port = port
            self.weight = weight
        }
    }

    public var entries: [Slot: Entry]

    public init(_ entries: [Slot: Entry] = [:]) { self.entries = entries }
}

extension RolloutState {
    /// What the router should have now. An instance that is not yet attached has no place in it.
    public var routing: RoutingTable {
        let weights = weights
        var entries: [Slot: RoutingTable.Entry] = [:]
        for slot in Slot.allCases {
            guard let port = self[slot]?.instance?.port else { continue }
            entries[slot] = .init(port: port, weight: weights[slot] ?? 0)
        }
        return RoutingTable(entries)
    }
}

/// What a router counted of one slot.
public struct RouterStats: Sendable, Hashable, Codable {
    public var requests: Int
    /// 5xx answers, and connections that failed.
    public var errors: Int
    /// Requests under way.
    public var current: Int
    public var isUp: Bool

    public init(requests: Int, errors: Int, current: Int, isUp: Bool) {
        self.requests = requests
        self.errors = errors
        self.current = current
        self.isUp = isUp
    }
}
