import Foundation
import Workflow

/// An agent whose work is a closure; by default one file and every deliverable, their content the task's id.
public struct ScriptedAgent: Agent {
    public var mayDiffer: Bool
    private let body: @Sendable (Assignment) async throws -> TaskResult
    private let checking: @Sendable (Assignment) async throws -> TaskCheck

    public init(
        mayDiffer: Bool = false,
        perform: @escaping @Sendable (Assignment) async throws -> TaskResult = { ScriptedAgent.plain($0) },
        check: @escaping @Sendable (Assignment) async throws -> TaskCheck = { _ in TaskCheck() }
    ) {
        self.mayDiffer = mayDiffer
        body = perform
        checking = check
    }

    public func perform(_ assignment: Assignment) async throws -> TaskResult { try await body(assignment) }

    public func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck {
        try await checking(assignment)
    }

    public static func plain(_ assignment: Assignment) -> TaskResult {
        let task = assignment.task
        let suffix = task.item.map { ":" + $0 } ?? ""
        let names = task.produces.map { String($0.dropLast(suffix.count)) }
        return TaskResult(
            summary: "Do \(task.id)", files: [FileChange(path: "work/\(task.id).txt", text: task.id)],
            deliverables: Dictionary(uniqueKeysWithValues: names.map { ($0, Data("\(task.id) \($0)".utf8)) }),
            requirements: ["User.get.allow"])
    }
}

/// An instrument that answers what a closure does.
public struct ScriptedInstrument: Instrument {
    private let body: @Sendable (Subject) async throws -> Figure

    public init(_ body: @escaping @Sendable (Subject) async throws -> Figure) { self.body = body }
    public func measure(_ subject: Subject) async throws -> Figure { try await body(subject) }
}
