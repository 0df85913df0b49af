import Foundation
import Glibc

/// What the kernel says of a server's processes (proc(5)).
public struct ServerWatch: Sendable {
    /// At one moment, of the process and its descendants.
    public struct Sample: Sendable, Equatable {
        /// Processor time used so far.
        public var seconds: Double
        /// Resident memory.
        public var bytes: Int
        /// Uptime, in seconds.
        public var at: Double
    }

    public let pid: Int32

    public init(pid: Int32) { self.pid = pid }

    /// Nil: there is no such process.
    public func sample() -> Sample? {
        let found = Self.family(of: pid).compactMap(Self.read)
        guard !found.isEmpty else { return nil }
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Sample(
            seconds: found.reduce(0) { $0 + $1.seconds }, bytes: found.reduce(0) { $0 + $1.bytes },
            at: Double(now.tv_sec) + Double(now.tv_nsec) / 1e9)
    }

    private static func family(of pid: Int32) -> [Int32] {
        let children = (try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)) ?? ""
        return [pid] + children.split(separator: " ").compactMap { Int32($0) }.flatMap(family)
    }

    private static func read(_ pid: Int32) -> (seconds: Double, bytes: Int)? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let bracket = stat.lastIndex(of: ")")
        else { return nil }
        // Counted behind the name: utime is field 14, stime 15, rss 24.
        let fields = stat[stat.index(after: bracket)...].split(separator: " ").map { Double($0) ?? 0 }
        guard fields.count > 21 else { return nil }
        return (
            (fields[11] + fields[12]) / Double(sysconf(Int32(_SC_CLK_TCK))),
            Int(fields[21]) * sysconf(Int32(_SC_PAGESIZE))
        )
    }
}
