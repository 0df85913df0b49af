/// What a stage does to the world. All can be done again after a crash.
public enum RolloutEffect: Sendable, Hashable {
    case migrate(Placement)
    case start(Placement)
    case awaitReady(Placement)
    /// - `beside`: the version that serves, which has to work on the new schema.
    case smoke(Placement, beside: Placement?)
    case attach(Placement)
    case setWeight(Slot, Int)
    case readWeights
    case judge(candidate: Placement, live: Placement?, percent: Int)
    case assertVersion(Placement)
    /// All traffic to the first, none to the second, read back.
    case revert(to: Placement?, from: Slot)
    case drain(Slot)
    case stop(Placement)
}
