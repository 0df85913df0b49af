import Foundation

/// What the monitor found in a window, for people and programs. Endpoints by route template, users only as counts.
public struct WatchReport: Sendable, Hashable, Codable {
    /// A figure, or why there is none.
    public struct Measure: Sendable, Hashable, Codable {
        public var name: String
        public var value: Double?
        public var unit: String
        /// Why it was not measured, or what it is held against.
        public var note: String?
    }

    public struct Endpoint: Sendable, Hashable, Codable {
        /// `GET /v1/users/{id}`
        public var name: String
        public var requests: Double
        public var clientErrors: Double
        public var serverErrors: Double
        /// Milliseconds.
        public var mean: Double?
    }

    /// A version in its slot.
    public struct Instance: Sendable, Hashable, Codable {
        public var version: String
        public var slot: Slot
        public var requests: Int?
        /// Milliseconds.
        public var p95: Double?
        public var cores: Double?
        /// Bytes, the most that was seen.
        public var memory: Double?
        /// Processes that began.
        public var starts: Int
    }

    /// A piece of the window.
    public struct Point: Sendable, Hashable, Codable {
        /// Seconds from the begin of the window to the end of the piece.
        public var time: Double
        /// A second.
        public var requests: Double?
        public var failures: Double?
        /// Milliseconds.
        public var p50: Double?
        public var p95: Double?
        public var p99: Double?
        public var cores: Double?
        /// Bytes, and bytes a second.
        public var memory: Double?
        public var received: Double?
        public var sent: Double?
    }

    public var service: String
    /// `hour 3 of 24`
    public var label: String
    /// RFC 3339.
    public var from: String
    public var to: String
    /// Of these seconds the figures are.
    public var seconds: Int64
    public var looks: Int
    /// Seconds between two looks, at most.
    public var longestGap: Int64
    public var application: [Measure]
    public var infrastructure: [Measure]
    public var business: [Measure]
    /// The most used first.
    public var endpoints: [Endpoint]
    public var instances: [Instance]
    /// At the end of the window.
    public var alerts: [WatchAlert]
    public var points: [Point]
}
