/// Everything that can happen to a run. A run's state is these, in order; nothing else.
public enum Event: Sendable, Hashable, Codable {
    /// A new run, whatever was before it.
    case runStarted(run: String, api: String, brief: String, workflow: String, phases: [PhaseOutline])
    /// Somebody asked to go on: failed tasks may be tried again, closed gates are measured again.
    case runResumed
    case phaseStarted(phase: String, tasks: [PlannedTask])
    /// The intent to perform a task. A later lease has a higher epoch and makes this one stale.
    case taskLeased(task: String, epoch: Int, holder: String)
    /// The intent to write these files.
    case taskWriting(task: String, epoch: Int, paths: [String])
    /// The intent to commit; the deliverables are stored together with this event.
    case taskCommitting(task: String, epoch: Int, deliverables: [DeliverableReference], evidence: [Evidence])
    case taskFinished(task: String, epoch: Int, commit: Commit)
    case taskFailed(task: String, epoch: Int, reason: String, evidence: [Evidence], mayRetry: Bool)
    /// A lease given up without result, because its holder died; this is no failed attempt.
    case taskReleased(task: String, epoch: Int)
    /// The gate is measured on this tree; the digest names the phase's deliverables and files in it.
    case gateStarted(phase: String, tree: String, digest: String)
    case criterionMeasured(phase: String, result: CriterionResult)
    case gateDecided(phase: String, isOpen: Bool)
    case approved(phase: String, approval: Approval)
    /// Back to this phase: it and all later ones are done again.
    case phaseReopened(phase: String, because: String)
    /// Somebody else than a task has changed files since: every open gate is measured again.
    case workspaceEdited(tree: String)
    case runStopped(StopReason)
    case runFinished

    /// The event's name in the journal.
    public var kind: String {
        switch self {
        case .runStarted: "runStarted"
        case .runResumed: "runResumed"
        case .phaseStarted: "phaseStarted"
        case .taskLeased: "taskLeased"
        case .taskWriting: "taskWriting"
        case .taskCommitting: "taskCommitting"
        case .taskFinished: "taskFinished"
        case .taskFailed: "taskFailed"
        case .taskReleased: "taskReleased"
        case .gateStarted: "gateStarted"
        case .criterionMeasured: "criterionMeasured"
        case .gateDecided: "gateDecided"
        case .approved: "approved"
        case .phaseReopened: "phaseReopened"
        case .workspaceEdited: "workspaceEdited"
        case .runStopped: "runStopped"
        case .runFinished: "runFinished"
        }
    }
}

/// What a run needs to know of a phase before it is planned.
public struct PhaseOutline: Sendable, Hashable, Codable {
    public var id: String
    public var number: Int
    public var topology: Topology
    public var isBuilt: Bool

    public init(_ phase: Phase) {
        id = phase.id
        number = phase.number
        topology = phase.topology
        isBuilt = phase.isBuilt
    }
}

/// Why a run does not go on by itself.
public enum StopReason: Sendable, Hashable, Codable {
    /// Ctrl-C, or the system asked.
    case interrupted
    case taskFailed(task: String, reason: String)
    case gateClosed(phase: String)
    /// `--to PHASE`.
    case requested(phase: String)
    /// The workspace was changed each time that its gates were measured.
    case unsettled
    /// The next phase is not supported yet.
    case notBuilt(phase: String)
}
