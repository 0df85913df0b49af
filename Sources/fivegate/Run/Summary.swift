import Foundation
import Workflow

/// What stands at the end of a run: phases, gates with their figures, and what to do next.
struct Summary {
    let state: RunState
    let workspace: String
    /// The port of the front door that is open.
    var door: Int?
    /// Share of the elapsed time that no child process was running; nil when it was not measured.
    var ownShare: Double?

    var text: String {
        var lines = [Terminal.table([["phase", "state", "time", "tasks"]] + state.phases.map(row)), ""]
        for phase in state.phases where !phase.gate.isEmpty {
            lines += [
                "gate of \(phase.id):",
                Terminal.table(
                    phase.gate.map { ["  " + $0.verdict.rawValue, $0.criterion.id, ProgressPrinter.figure($0)] }), "",
            ]
        }
        if let ownShare {
            lines.append(String(format: "Fivegate's own time: %.1f %% of the elapsed time", ownShare * 100))
        }
        return (lines + [next]).joined(separator: "\n")
    }

    private func row(_ phase: PhaseState) -> [String] {
        let time = phase.startedAt.map { Terminal.clock((phase.finishedAt ?? state.updatedAt) - $0) } ?? "-"
        let done = phase.tasks.filter { $0.status == .finished }.count
        return [
            phase.id, phase.status == .notBuilt ? "not supported yet" : phase.status.rawValue, time,
            phase.tasks.isEmpty ? "-" : "\(done)/\(phase.tasks.count)",
        ]
    }

    /// The next command.
    var next: String {
        switch state.status {
        case .finished: return released
        case .running: return "It is under way, or was killed. Go on with: fivegate resume -C \(workspace)"
        case .stopped(let reason): return next(after: reason)
        }
    }

    private var released: String {
        let open = "All gates are open."
        guard let door else {
            return open + " Nothing serves now; release it with: fivegate release deploy -C \(workspace)"
        }
        return """
            \(open) The service answers at http://127.0.0.1:\(door), and goes on answering. Its documents: http://127.0.0.1:\(door)/docs
            Next: fivegate release status -C \(workspace)     who serves
                  fivegate gates -C \(workspace)              the figures and their evidence
                  fivegate release stop -C \(workspace)       end what was started
            """
    }

    private func next(after reason: StopReason) -> String {
        switch reason {
        case .notBuilt(let phase):
            return """
                All gates so far are open. The phase \(phase) is not supported yet.
                Next: fivegate serve -C \(workspace)     run the service with demo data
                      fivegate gates -C \(workspace)     the figures and their evidence
                """
        case .requested(let phase):
            return "Stopped after \(phase), as asked. Go on with: fivegate resume -C \(workspace)"
        case .interrupted: return "Interrupted. Go on with: fivegate resume -C \(workspace)"
        case .taskFailed(let task, let reason):
            return "\(task) failed: \(reason)\nMend it and go on with: fivegate resume -C \(workspace)"
        case .unsettled:
            return "The workspace was changed each time its gates were measured. Stop what writes to it, then: "
                + "fivegate resume -C \(workspace)"
        case .gateClosed(let phase):
            let failed = state.phase(phase)?.gate.filter { $0.verdict != .pass } ?? []
            let needsApproval = failed.contains { $0.criterion.instrument == "approval" }
            let approval = needsApproval ? "\nApprove the design with: fivegate approve \(phase) -C \(workspace)" : ""
            return "The gate of \(phase) is closed: \(failed.map(\.criterion.id).joined(separator: ", "))."
                + approval
                + "\nThe evidence: fivegate evidence CRITERION -C \(workspace); then: fivegate resume -C \(workspace)"
        }
    }

    /// 0: all gates open as far as was asked; 1: a gate is closed.
    var exitStatus: Int32 {
        switch state.status {
        case .finished, .stopped(.requested), .stopped(.notBuilt): 0
        case .running, .stopped(.interrupted): ExitStatus.resumable
        case .stopped: ExitStatus.gateClosed
        }
    }
}
