/// What happened.
public enum RolloutEvent: Sendable, Hashable {
    /// A version is to be released.
    case deploy(Version)
    /// It serves already, and was not brought in by a rollout that is known here.
    case found(Placement)
    case migrated
    case started(Instance)
    case ready
    case smoked
    case attached
    case weightSet
    case weightsRead([Slot: Int])
    case judged(Judgement)
    /// The router was started again during an observation: its weights are read again before anything is judged.
    case countsBeganAnew
    /// Through the front door, at this time (seconds since 1970).
    case versionSeen(String, at: Int64)
    case reverted
    case drained
    case stopped
    /// The effect under way did not succeed.
    case failed(String)
    /// Somebody wants the version before.
    case rollback(String)
    /// Somebody takes the candidate although there was too little to judge by.
    case promote
    /// The version before is no longer kept warm.
    case retentionOver
    /// An instance died and was started again in its slot.
    case restarted(Slot, Instance)
    /// Everything was ended.
    case ended
}
