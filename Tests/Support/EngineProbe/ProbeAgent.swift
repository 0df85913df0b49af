import Foundation
import Processes
import Synchronization
import Workflow

/// Makes one file a task by running a program, and checks it by running another.
struct ProbeAgent: Agent {
    let supervisor: Supervisor
    let hangs: Bool

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        let task = assignment.task
        if hangs, task.definition == "green" {
            // The shell has a child of its own; both must go when the run is stopped.
            let script = "sleep 1000 & echo $$ $! > '\(assignment.workspace)/.fivegate/hanging'; wait"
            _ = try await supervisor.run(Command("sh", ["-c", script])).successful()
        }
        let text = try await supervisor.run(Command("echo", [task.id])).successful().output.data
        let suffix = task.item.map { ":" + $0 } ?? ""
        return TaskResult(
            summary: "Do \(task.id)", files: [FileChange(path: "work/\(task.definition).txt", content: text)],
            deliverables: Dictionary(
                uniqueKeysWithValues: task.produces.map { (String($0.dropLast(suffix.count)), text) }))
    }

    func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck {
        let file = result.files[0].path
        let outcome = try await supervisor.run(Command("cat", [file], directory: assignment.workspace)).successful()
        let evidence = Evidence(
            argv: outcome.argv, tool: "cat", exitStatus: outcome.status.code,
            output: try assignment.store.storeEvidence(outcome.output.data))
        return TaskCheck(evidence: [evidence])
    }
}

/// How many files differ from the last commit.
struct TreeInstrument: Instrument {
    let supervisor: Supervisor

    func measure(_ subject: Subject) async throws -> Figure {
        let outcome = try await supervisor.run(
            Command("git", ["status", "--porcelain"], directory: subject.workspace)
        ).successful()
        return Figure(Double(outcome.output.text.split(separator: "\n").count))
    }
}

/// Counts from 1.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
