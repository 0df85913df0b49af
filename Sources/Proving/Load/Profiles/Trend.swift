/// How a quantity changes over time: the median of the slopes between all pairs of points (Theil–Sen, Sen 1968), which a
/// few outliers do not move.
public enum Trend {
    /// Points beyond this number are thinned out evenly: pairs grow with the square.
    private static let most = 600

    /// - Returns: change a unit of time; nil with fewer than two times.
    public static func slope(_ points: [(time: Double, value: Double)]) -> Double? {
        let points = thinned(points)
        var slopes: [Double] = []
        for (index, left) in points.enumerated() {
            for right in points[(index + 1)...] where right.time != left.time {
                slopes.append((right.value - left.value) / (right.time - left.time))
            }
        }
        guard !slopes.isEmpty else { return nil }
        slopes.sort()
        let middle = slopes.count / 2
        return slopes.count.isMultiple(of: 2) ? (slopes[middle - 1] + slopes[middle]) / 2 : slopes[middle]
    }

    private static func thinned(_ points: [(time: Double, value: Double)]) -> [(time: Double, value: Double)] {
        guard points.count > most else { return points }
        return (0..<most).map { points[$0 * points.count / most] }
    }
}

/// What grows while a server is under load for long.
public struct Endurance: Sendable, Equatable, Codable {
    /// Of resident memory, in bytes an hour; nil: the server's process was not watched.
    public var memory: Double?
    /// Of p95, in milliseconds an hour.
    public var p95: Double?

    /// The first tenth is left out: caches fill, pages are touched for the first time.
    public init(_ series: [LoadSecond]) {
        let settled = series.dropFirst(series.count / 10)
        let hourly = { (value: (LoadSecond) -> Double?) in
            Trend.slope(settled.compactMap { second in value(second).map { (second.time, $0) } }).map { $0 * 3600 }
        }
        memory = hourly { $0.rss.map(Double.init) }
        p95 = hourly { $0.completed > 0 ? $0.p95 : nil }
    }
}
