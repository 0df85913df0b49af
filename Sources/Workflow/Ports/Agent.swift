import Foundation

/// Whoever performs the tasks of a role: the built-in one, or an external program.
public protocol Agent: Sendable {
    /// Whether it may do something else when asked again with the same input. The built-in agents do not.
    var mayDiffer: Bool { get }

    /// Does the work in memory and hands it over; the engine writes and commits it.
    /// - Throws: `TaskFailure`, or anything else, when it could not be done; `CancellationError` when cancelled.
    func perform(_ assignment: Assignment) async throws -> TaskResult

    /// Looks at the work once its files are written and before they are committed, such as by building and running
    /// tests. When it throws, the files are put back as they were.
    func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck
}

extension Agent {
    public var mayDiffer: Bool { false }
    public func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck { TaskCheck() }
}

/// A task, handed to an agent.
public struct Assignment: Sendable {
    public var run: String
    public var api: String
    public var task: PlannedTask
    /// What an external agent is told.
    public var instructions: String
    /// Counted from 1.
    public var attempt: Int
    /// Why the last attempt failed.
    public var lastFailure: String?
    /// The workspace's folder.
    public var workspace: String
    public var deliverables: DeliverableReader
    public var store: any RunStore
    /// Says what is being done, for the progress display.
    public var step: @Sendable (String) -> Void
}

/// What a task hands over.
public struct TaskResult: Sendable {
    public var files: [FileChange]
    /// By the names that the task's definition produces, without an item's suffix.
    public var deliverables: [String: Data]
    public var evidence: [Evidence]
    /// The requirement ids it serves; they go into the commit.
    public var requirements: [String]
    /// The commit's subject: `Plan the tests of User.create`.
    public var summary: String

    public init(
        summary: String, files: [FileChange] = [], deliverables: [String: Data] = [:], evidence: [Evidence] = [],
        requirements: [String] = []
    ) {
        self.summary = summary
        self.files = files
        self.deliverables = deliverables
        self.evidence = evidence
        self.requirements = requirements
    }
}

/// What was found when the written work was looked at.
public struct TaskCheck: Sendable {
    public var deliverables: [String: Data]
    public var evidence: [Evidence]

    public init(deliverables: [String: Data] = [:], evidence: [Evidence] = []) {
        self.deliverables = deliverables
        self.evidence = evidence
    }
}

/// A task could not be done.
public struct TaskFailure: Error, CustomStringConvertible {
    public var reason: String
    public var evidence: [Evidence]
    /// Whether trying again may help, as after a time-out.
    public var mayRetry: Bool

    public init(_ reason: String, evidence: [Evidence] = [], mayRetry: Bool = false) {
        self.reason = reason
        self.evidence = evidence
        self.mayRetry = mayRetry
    }

    public var description: String { reason }
}

/// A file to write or remove.
public struct FileChange: Sendable, Hashable {
    /// Relative to the workspace, with `/`.
    public var path: String
    /// Nil removes the file.
    public var content: Data?
    public var isExecutable: Bool

    public init(path: String, content: Data?, isExecutable: Bool = false) {
        self.path = path
        self.content = content
        self.isExecutable = isExecutable
    }

    public init(path: String, text: String, isExecutable: Bool = false) {
        self.init(path: path, content: Data(text.utf8), isExecutable: isExecutable)
    }
}
