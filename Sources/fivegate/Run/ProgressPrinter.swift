import Foundation
import Synchronization
import Workflow

/// Shows a run while it goes: a line for each thing that is done, and on a terminal a last line that says what goes on.
final class ProgressPrinter: Sendable {
    private struct State {
        var phase = ""
        var doing: [String: String] = [:]
        var endpoints = 0
        var endpointsBegan: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let began = ContinuousClock.now
    private let total: Int

    /// - Parameter total: how many endpoints there are.
    init(total: Int) { self.total = total }

    func show(_ progress: ProgressEvent) {
        state.withLock { state in
            switch progress {
            case .phaseStarted(let phase, let tasks):
                state.phase = phase
                line("\(phase): \(tasks) tasks")
            case .taskStarted(let task, let attempt):
                if task.item != nil, state.endpointsBegan == nil { state.endpointsBegan = .now }
                state.doing[task.id] = attempt > 1 ? "attempt \(attempt)" : ""
            case .step(let name, let step): state.doing[name] = step
            case .taskFinished(let task, let elapsed):
                state.doing[task.id] = nil
                if task.definition == "refactor" { state.endpoints += 1 }
                line("  done    \(task.id) (\(task.role.rawValue), \(Self.seconds(elapsed)))\(estimate(task, state))")
            case .taskFailed(let task, let reason, let isRetried):
                state.doing[task.id] = nil
                line("  failed  \(task.id): \(reason)\(isRetried ? "; trying again" : "")")
            case .gateStarted(let phase, let criteria): line("\(phase): measuring \(criteria) criteria")
            case .criterionMeasured(_, let result):
                state.doing[result.criterion.id] = nil
                line("  \(Self.mark(result.verdict))  \(result.criterion.id): \(Self.figure(result))")
            case .gateDecided(let phase, let isOpen): line("\(phase): the gate is \(isOpen ? "open" : "CLOSED")")
            case .phaseReopened(let phase, let because): line("back to \(phase): \(because)")
            case .edited: line("files were changed by somebody else: the open gates are measured again")
            case .stopped, .finished: break
            }
            if Terminal.isWatched { Terminal.status(status(state)) }
        }
    }

    /// Takes the last line away.
    static func clear() { if Terminal.isWatched { Terminal.status("") } }

    static func figure(_ result: CriterionResult) -> String {
        let threshold = "\(result.criterion.comparison.rawValue) \(number(result.criterion.threshold))"
        guard let value = result.value else { return "not measured: \(result.note)" }
        let note = result.verdict == .pass || result.note.isEmpty ? "" : ": \(result.note)"
        return "\(number(value)) \(result.criterion.unit) (\(threshold))\(note)"
    }

    /// At most two digits behind the point.
    static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(format: "%.2f", value)
    }

    private static func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "pass  "
        case .fail: "FAIL  "
        case .notMeasured: "NOT MEASURED"
        }
    }

    private static func seconds(_ duration: Duration) -> String {
        String(format: "%.1f s", Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
    }

    private func line(_ text: String) {
        Self.clear()
        Terminal.error("[\(elapsed)] \(text)")
    }

    private var elapsed: String { Terminal.clock((ContinuousClock.now - began).components.seconds * 1000) }

    /// How long the endpoints that are left will take, if they take as long as those that are done.
    private func estimate(_ task: PlannedTask, _ state: State) -> String {
        guard task.definition == "refactor", let begun = state.endpointsBegan, state.endpoints > 0 else { return "" }
        let each = (ContinuousClock.now - begun).components.seconds / Int64(state.endpoints)
        return
            " \(state.endpoints) of \(total) endpoints, about \(Terminal.clock(each * Int64(total - state.endpoints) * 1000)) left"
    }

    private func status(_ state: State) -> String {
        let doing = state.doing.sorted { $0.key < $1.key }.map { $0.value.isEmpty ? $0.key : "\($0.key): \($0.value)" }
        return String("[\(elapsed)] \(state.phase)  \(doing.joined(separator: ", "))".prefix(110))
    }
}
