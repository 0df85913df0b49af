/// What follows a closed gate. Pure.
public enum GatePolicy {
    public enum Decision: Sendable, Hashable {
        /// Go back to this phase, whose agents may do better.
        case reopen(phase: String, because: String)
        /// The same agents would do the same again.
        case stop
    }

    /// - Parameters:
    ///   - mayDiffer: whether the agent of a role may do something else when asked again.
    ///   - limit: how often a phase may be gone back to.
    public static func afterClosedGate(
        of phase: PhaseState, in state: RunState, limit: Int, mayDiffer: (Role) -> Bool
    ) -> Decision {
        let failed = phase.gate.filter { $0.verdict != .pass }
        // The earliest owner: whatever comes after it is done again anyway.
        for owner in state.phases {
            guard let result = failed.first(where: { $0.criterion.owner == owner.id }) else { continue }
            guard owner.reopened < limit, owner.tasks.contains(where: { mayDiffer($0.task.role) }) else { return .stop }
            return .reopen(phase: owner.id, because: result.criterion.id)
        }
        return .stop
    }
}
