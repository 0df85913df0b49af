import Foundation
import Release
import Workflow

/// Decides whether the service may be released, from the figures of all gates before.
struct ProductionValidator: Agent {
    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "decision" else { throw TaskFailure.unknown(assignment.task) }
        guard let state = try RunState.replay(try assignment.store.entries()) else { throw EngineError.noRun }
        let decision = try GoNoGo(state, before: "release", workspace: assignment.workspace)
        guard decision.isGo else { throw TaskFailure(decision.lines.joined(separator: "\n")) }
        return TaskResult(
            summary: "Decide on the release: \(decision.decision)",
            deliverables: ["decision": try JSONEncoder().encode(decision)])
    }
}
