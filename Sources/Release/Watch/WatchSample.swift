/// What was seen at one look at a release: a line of `samples.jsonl`. Counters are as they were read, since their process started;
/// what came about in a time is their differences (`Increase`).
public struct WatchSample: Sendable, Hashable, Codable {
    /// The proxy.
    public struct Door: Sendable, Hashable, Codable {
        /// Names the process: its id and start time.
        public var process: String
        /// Seconds since it started.
        public var age: Int64
        /// Answers at the front door by class (`2xx`), bytes (`in`, `out`).
        public var counters: Counters
    }

    /// A version in its slot.
    public struct Instance: Sendable, Hashable, Codable {
        public var slot: Slot
        public var version: String
        public var weight: Int
        public var isReady: Bool
        public var process: String
        public var age: Int64
        /// Seconds of processor time used since it started, and resident bytes; nil: it is gone.
        public var cpu: Double?
        public var memory: Double?
        /// Nil: `/metrics` did not answer.
        public var service: Counters?
        /// Database connections that there are, by kind.
        public var connections: [String: Double] = [:]
        /// Requests by endpoint (`GET /v1/users|2xx`) and their seconds; looked at once a minute.
        public var usage: Counters?
    }

    /// Seconds since 1970.
    public var at: Int64
    /// Nil: the proxy did not answer.
    public var door: Door?
    public var instances: [Instance]

    /// Whether a request could have been answered.
    var isUp: Bool { door != nil && instances.contains { $0.weight > 0 && $0.isReady } }
}
