/// Where a rollout is. Each stage stands for one effect that is under way, or for none.
public enum Stage: Sendable, Hashable, Codable {
    /// Which of the two weights of a step is changed: the new one is raised before the old one is lowered, so that the
    /// traffic always has somewhere to go.
    public enum Change: String, Sendable, Hashable, Codable { case raise, lower }

    /// Nothing is released.
    case idle
    /// The retained version gives way: its requests end.
    case draining
    case stopping
    case migrating
    case starting
    case waiting
    /// The candidate, and the live version on the new schema, are asked directly.
    case smoking
    /// The candidate is put behind the door, at weight 0.
    case attaching
    /// A weight is set; `step` counts the plan's percentages from 0.
    case shifting(step: Int, Change)
    /// It is read back.
    case reading(step: Int, Change)
    case judging(step: Int)
    /// There was too little to judge by: a person promotes or rolls back.
    case held(step: Int)
    /// The version is asked for through the door.
    case asserting
    case serving
    /// Everything goes to the live version, in one effect.
    case reverting
    /// The candidate that failed is taken away.
    case discarding
    case removing
}
