import Foundation
import Proving

/// A line a second on standard error; a single one that changes where somebody watches.
struct LoadProgress: Sendable {
    let profile: LoadProfile
    let rate: Double
    let seconds: Double

    init(_ profile: LoadProfile, rate: Double, seconds: Double) {
        self.profile = profile
        self.rate = rate
        self.seconds = seconds
    }

    func show(_ progress: LoadRun.Progress) {
        switch progress {
        case .step(let rate):
            if Terminal.isWatched { Terminal.status("") }
            Terminal.error("trying \(Int(rate)) requests/s")
        case .second(let second):
            let line = Self.line(second, of: seconds)
            let isLast = second.time >= seconds - 0.01
            if Terminal.isWatched {
                Terminal.status(line + (isLast ? "\n" : ""))
            } else if isLast || Int(second.time.rounded()).isMultiple(of: 10) {
                Terminal.error(line)
            }
        }
    }

    static func line(_ second: LoadSecond, of seconds: Double) -> String {
        let cpu = second.cpu.map { String(format: "  cpu %.0f %%", $0 * 100) } ?? ""
        let memory = second.rss.map { "  memory \($0 >> 20) MB" } ?? ""
        return String(
            format: "%4.0f/%.0f s  %d ended  %d failed  p95 %.1f ms  max %.1f ms", second.time, seconds,
            second.completed, second.failures, second.p95, second.max) + cpu + memory
    }
}
