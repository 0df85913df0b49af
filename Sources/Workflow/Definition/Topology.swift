/// How the tasks of a phase are scheduled and what they may read of each other; see `Schedule`.
public enum Topology: String, Sendable, Hashable, Codable, CaseIterable {
    /// In dependency order, one at a time; a task reads what it declares to need.
    case hierarchical
    /// All ready tasks at once; each may read whatever is already published.
    case mesh
    /// All tasks at once, isolated from each other; only the coordinator, which comes last, reads what they made.
    case star
}

/// A resource that a task has for itself.
public enum Exclusive: String, Sendable, Hashable, Codable, CaseIterable {
    /// The build folder: no two tasks that build at the same time.
    case build
    /// The whole machine: nothing else runs meanwhile.
    case machine
}
