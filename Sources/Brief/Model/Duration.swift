/// A whole number of seconds, written `90s 15m 12h 30d`.
public struct Seconds: Sendable, Hashable, Comparable {
    public var count: Int

    public init(_ count: Int) { self.count = count }

    public static func < (left: Seconds, right: Seconds) -> Bool { left.count < right.count }
}
