extension RolloutState {
    /// Whether the time of the version before is over.
    public func retentionIsOver(at now: Int64) -> Bool {
        guard stage == .serving, standby != nil, let promotedAt else { return false }
        return now - promotedAt >= plan.retention
    }

    /// What a process that takes over after a crash begins with: it resumes where all is as it was left, and reverts
    /// where the candidate is gone.
    public func resuming(candidateRuns: Bool) -> RolloutState {
        var next = self
        switch stage {
        case .idle, .serving, .held, .draining, .stopping, .migrating, .starting, .reverting, .discarding, .removing:
            break
        case .waiting, .smoking, .attaching, .shifting, .reading, .judging, .asserting:
            if !candidateRuns {
                next.reason = "the candidate was gone when the rollout was resumed"
                next.stage = .reverting
            } else if case .judging(let step) = stage {
                // The weights may not be what they were: they are read again before anything is judged by them.
                next.stage = .reading(step: step, .lower)
            }
        }
        return next
    }
}
