import Foundation

/// Whether the generator did what it was to: where it did not, a figure says nothing about the server.
public struct LoadValidity: Sendable, Equatable {
    /// Milliseconds, p99.
    public static let lag = 5.0
    /// Of the requests.
    public static let dropped = 0.001
    /// Of a core, for each loop.
    public static let processor = 0.8

    /// Empty: it is valid.
    public var reasons: [String]
    public var isValid: Bool { reasons.isEmpty }

    public init(lag: Double, dropped: Int, of due: Int, processor: [Double]) {
        reasons = []
        if lag > Self.lag { reasons.append(Self.words("p99 of the lag is %.1f ms, more than %.0f ms", lag, Self.lag)) }
        if Double(dropped) > Double(due) * Self.dropped {
            reasons.append(
                Self.words(
                    "%.2f %% of the requests were dropped, more than %.1f %%",
                    Double(dropped) * 100 / Double(max(due, 1)), Self.dropped * 100))
        }
        if let busiest = processor.max(), busiest > Self.processor {
            reasons.append(
                Self.words("a loop used %.0f %% of a core, more than %.0f %%", busiest * 100, Self.processor * 100))
        }
    }

    public init(_ measurement: LoadMeasurement) {
        self.init(
            lag: measurement.lag(99), dropped: measurement.dropped, of: measurement.total.due,
            processor: measurement.processor)
    }

    private static func words(_ format: String, _ values: Double...) -> String {
        String(format: format, arguments: values)
    }
}
