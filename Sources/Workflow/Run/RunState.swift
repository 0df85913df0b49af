import Foundation

/// A run as its journal tells it.
public struct RunState: Sendable, Hashable, Codable {
    /// Whether it goes on.
    public enum Status: Sendable, Hashable, Codable {
        case running
        case stopped(StopReason)
        case finished
    }

    public var run: String
    public var api: String
    /// SHA-256 of the brief's text.
    public var brief: String
    /// The workflow's digest.
    public var workflow: String
    public var status: Status = .running
    public var phases: [PhaseState]
    /// What finished tasks handed on, by name.
    public var deliverables: [String: DeliverableReference] = [:]
    /// The workspace's tree after what the run last did or measured; nil before.
    public var tree: String?
    /// The last approval of each phase.
    public var approvals: [String: Approval] = [:]
    /// Milliseconds since 1970.
    public var startedAt: Int64
    public var updatedAt: Int64
}

/// A phase of a run.
public struct PhaseState: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable {
        case pending, running, measuring, open, closed
        case notBuilt = "not built"
    }

    public var outline: PhaseOutline
    public var status: Status
    public var tasks: [TaskState] = []
    /// The last measurement of each criterion.
    public var gate: [CriterionResult] = []
    /// What it delivered as its gate was last measured: what an approval is about.
    public var digest: String?
    /// How often a closed gate brought the run back here.
    public var reopened = 0
    public var startedAt: Int64?
    public var finishedAt: Int64?

    public var id: String { outline.id }
    public var isDone: Bool { !tasks.isEmpty && tasks.allSatisfy { $0.status == .finished } }

    init(_ outline: PhaseOutline) {
        self.outline = outline
        status = outline.isBuilt ? .pending : .notBuilt
    }
}

/// A task of a run.
public struct TaskState: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable {
        case pending, leased, writing, committing, finished, failed
    }

    public var task: PlannedTask
    public var status: Status = .pending
    /// Rises with each lease; a result that carries another one is refused.
    public var epoch = 0
    /// Failed attempts.
    public var attempts = 0
    public var holder: String?
    /// The files it writes or wrote.
    public var paths: [String] = []
    public var deliverables: [DeliverableReference] = []
    public var evidence: [Evidence] = []
    public var commit: Commit?
    /// Why the last attempt failed.
    public var reason: String?
    public var startedAt: Int64?
    public var finishedAt: Int64?

    public var id: String { task.id }
    /// Whether somebody is at it.
    public var isRunning: Bool { status == .leased || status == .writing || status == .committing }

    init(_ task: PlannedTask, epoch: Int = 0) {
        self.task = task
        self.epoch = epoch
    }
}
