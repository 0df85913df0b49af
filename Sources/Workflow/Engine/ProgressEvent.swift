/// What a run tells whoever watches it.
public enum ProgressEvent: Sendable, Hashable {
    case phaseStarted(phase: String, tasks: Int)
    case taskStarted(PlannedTask, attempt: Int)
    /// What the task or criterion of that name is doing.
    case step(String, String)
    case taskFinished(PlannedTask, elapsed: Duration)
    case taskFailed(PlannedTask, reason: String, isRetried: Bool)
    case gateStarted(phase: String, criteria: Int)
    case criterionMeasured(phase: String, CriterionResult)
    case gateDecided(phase: String, isOpen: Bool)
    case phaseReopened(phase: String, because: String)
    /// Files were changed by others than the run's tasks.
    case edited
    case stopped(StopReason)
    case finished
}
