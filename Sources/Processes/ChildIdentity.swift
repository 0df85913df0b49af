import Foundation
import Glibc

/// A child process, named so that it can be found again after this process has died: a process id alone is reused,
/// together with the start time it is not.
public struct ChildIdentity: Sendable, Hashable, Codable {
    /// The process id; also the id of its session and process group.
    public var pid: Int32
    /// Clock ticks since boot, from `/proc/PID/stat`.
    public var startTime: UInt64
    /// The kernel's boot id: ticks count from there.
    public var boot: String

    public init(pid: Int32, startTime: UInt64, boot: String) {
        self.pid = pid
        self.startTime = startTime
        self.boot = boot
    }

    /// The process that has this id now; nil when there is none.
    public init?(pid: Int32) {
        guard let (startTime, _) = Self.stat(of: pid), let boot = Self.currentBoot else { return nil }
        self.pid = pid
        self.startTime = startTime
        self.boot = boot
    }

    /// Whether this very process still runs (a zombie does not).
    public var isRunning: Bool {
        guard boot == Self.currentBoot, let (start, isRunning) = Self.stat(of: pid) else { return false }
        return start == startTime && isRunning
    }

    /// Sends a signal to the whole process group, if its leader is still the same process.
    func signalGroup(_ signal: Int32) {
        if isRunning { kill(-pid, signal) }
    }

    private static let currentBoot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)

    /// Fields 22 and 3 of `/proc/PID/stat`. The second field is the program's name in brackets and may hold anything, so
    /// fields are counted from the last bracket.
    private static func stat(of pid: Int32) -> (startTime: UInt64, isRunning: Bool)? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let bracket = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: bracket)...].split(separator: " ")
        guard fields.count > 19, let start = UInt64(fields[19]) else { return nil }
        return (start, fields[0] != "Z" && fields[0] != "X")
    }
}

extension ChildIdentity {
    /// Ends those of the processes, with their groups, that a run which was killed left behind: SIGTERM, then SIGKILL
    /// after the grace. Answers which of them were still running.
    public static func endLeftovers(_ children: [ChildIdentity], grace: Duration = .seconds(5)) async -> [ChildIdentity]
    {
        let running = children.filter(\.isRunning)
        for child in running { child.signalGroup(SIGTERM) }
        let deadline = ContinuousClock.now + grace
        // These are not our children, so nothing announces their end: ask again every few milliseconds.
        while running.contains(where: \.isRunning), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(10))
        }
        for child in running { child.signalGroup(SIGKILL) }
        return running
    }
}
