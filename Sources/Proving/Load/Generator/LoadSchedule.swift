/// A constant rate for some time.
public struct LoadStage: Sendable, Equatable, Codable {
    /// Requests per second.
    public var rate: Double
    public var seconds: Double

    public init(rate: Double, seconds: Double) {
        self.rate = rate
        self.seconds = seconds
    }
}

/// When each request is meant to leave: an open model, whatever becomes of earlier ones.
public struct LoadSchedule: Sendable, Equatable {
    public let stages: [LoadStage]
    /// Requests in all.
    public let count: Int
    public let seconds: Double
    /// By stage, the number of its first request and its beginning in nanoseconds.
    private let beginnings: [(first: Int, nanoseconds: Double)]

    public init(_ stages: [LoadStage]) {
        self.stages = stages
        var first = 0
        var time = 0.0
        beginnings = stages.map { stage in
            defer {
                first += Int((stage.rate * stage.seconds).rounded())
                time += stage.seconds
            }
            return (first, time * 1e9)
        }
        count = first
        seconds = time
    }

    /// Nanoseconds from the start to the intended start of a request.
    func offset(of request: Int) -> UInt64 {
        var index = beginnings.count - 1
        while index > 0, beginnings[index].first > request { index -= 1 }
        let (first, begin) = beginnings[index]
        return UInt64(begin + Double(request - first) * 1e9 / stages[index].rate)
    }

    public static func == (left: Self, right: Self) -> Bool { left.stages == right.stages }
}
