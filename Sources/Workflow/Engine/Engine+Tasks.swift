import Foundation

/// Performing the tasks of a phase.
extension Engine {
    /// What an agent made of a lease.
    private struct Performed: Sendable {
        var assignment: Assignment
        var epoch: Int
        var result: Result<TaskResult, any Error>
    }

    /// Performs all tasks of a phase as its topology schedules them; answers why the run stops, nil when all are done.
    func performTasks(of phase: String) async throws -> StopReason? {
        try await withThrowingTaskGroup(of: Performed.self) { group in
            while true {
                try Task.checkCancellation()
                try startReady(in: phase, &group)
                // Results are settled one after the other: the workspace is written by nobody else.
                guard let performed = try await group.next() else { break }
                try Task.checkCancellation()
                try await settle(performed)
            }
            let blocked = state.phase(phase)?.tasks.first { $0.status != .finished }
            return blocked.map { .taskFailed(task: $0.id, reason: $0.reason ?? "nothing it needs can be made") }
        }
    }

    private func startReady(in phase: String, _ group: inout ThrowingTaskGroup<Performed, any Error>) throws {
        guard let phaseState = state.phase(phase), !phaseState.tasks.contains(where: { $0.status == .failed })
        else { return }
        for task in Schedule.ready(in: phaseState) {
            let epoch = (state.task(task.id)?.epoch ?? 0) + 1
            try append(.taskLeased(task: task.id, epoch: epoch, holder: options.holder))
            let assignment = assignment(task)
            options.progress(.taskStarted(task, attempt: assignment.attempt))
            let agent = agents(task.role)
            group.addTask {
                do {
                    return Performed(
                        assignment: assignment, epoch: epoch, result: .success(try await agent.perform(assignment)))
                } catch {
                    return Performed(assignment: assignment, epoch: epoch, result: .failure(error))
                }
            }
        }
    }

    private func assignment(_ task: PlannedTask) -> Assignment {
        let progress = options.progress
        let known = state.task(task.id)
        let instructions = workflow.phase(task.phase)?.tasks.first { $0.id == task.definition }?.instructions
        return Assignment(
            run: state.run, api: state.api, task: task, instructions: instructions ?? "",
            attempt: (known?.attempts ?? 0) + 1, lastFailure: known?.reason, workspace: workspace.path,
            deliverables: DeliverableReader(Schedule.readable(by: task, in: state), of: state, in: store), store: store,
            step: { progress(.step(task.id, $0)) })
    }

    /// Writes, checks and commits what an agent handed over, or records why not.
    private func settle(_ performed: Performed) async throws {
        let assignment = performed.assignment
        let task = assignment.task
        do {
            try await accept(performed.result.get(), assignment, epoch: performed.epoch)
        } catch let error where Self.isOurs(error) || Task.isCancelled {
            throw error
        } catch {
            try await putBack(task)
            let failure = error as? TaskFailure
            try append(
                .taskFailed(
                    task: task.id, epoch: performed.epoch, reason: "\(error)", evidence: failure?.evidence ?? [],
                    mayRetry: failure?.mayRetry ?? agents(task.role).mayDiffer))
            let isRetried = state.task(task.id)?.status == .pending
            options.progress(.taskFailed(task, reason: "\(error)", isRetried: isRetried))
        }
    }

    private func accept(_ result: TaskResult, _ assignment: Assignment, epoch: Int) async throws {
        let task = assignment.task
        let paths = result.files.map(\.path)
        if !paths.isEmpty {
            try append(.taskWriting(task: task.id, epoch: epoch, paths: paths))
            try await workspace.write(result.files)
        }
        let check = try await agents(task.role).check(assignment, result)
        let items = try deliverables(of: task, result, check)
        try append(
            .taskCommitting(
                task: task.id, epoch: epoch, deliverables: items.map(\.reference),
                evidence: result.evidence + check.evidence), storing: items.map(\.item))
        let requirements =
            result.requirements.isEmpty
            ? [] : [CommitMessage.Trailer("Requirements", result.requirements.joined(separator: ", "))]
        let message = CommitMessage(
            subject: result.summary,
            trailers: trailers(task, epoch) + requirements + [.init("Journal", head)])
        let commit = try await workspace.commit(paths, message: message)
        try finish(task, epoch, commit)
    }

    func finish(_ task: PlannedTask, _ epoch: Int, _ commit: Commit) throws {
        try append(.taskFinished(task: task.id, epoch: epoch, commit: commit))
        let known = state.task(task.id)
        let elapsed = (known?.finishedAt ?? 0) - (known?.startedAt ?? 0)
        options.progress(.taskFinished(task, elapsed: .milliseconds(elapsed)))
    }

    /// What names a lease's commit, in this run and no other.
    func trailers(_ task: PlannedTask, _ epoch: Int) -> [CommitMessage.Trailer] {
        [.init("Run", state.run), .init("Task", task.id), .init("Lease", String(epoch))]
    }

    func putBack(_ task: PlannedTask) async throws {
        let paths = state.task(task.id)?.paths ?? []
        if !paths.isEmpty { try await workspace.restore(paths) }
    }

    private func deliverables(
        of task: PlannedTask, _ result: TaskResult, _ check: TaskCheck
    ) throws -> [(reference: DeliverableReference, item: MemoryItem)] {
        let made = result.deliverables.merging(check.deliverables) { _, checked in checked }
        let suffix = task.item.map { ":" + $0 } ?? ""
        let number = workflow.phase(task.phase)?.number ?? 0
        let promised = Set(task.produces)
        if let extra = made.keys.sorted().first(where: { !promised.contains($0 + suffix) }) {
            throw TaskFailure("\(task.id) handed over \(extra), which the workflow does not say it produces")
        }
        return try task.produces.map { name in
            guard let content = made[String(name.dropLast(suffix.count))] else {
                throw TaskFailure("\(task.id) did not hand over \(name)")
            }
            let item = MemoryItem(
                key: "api-development/\(state.api)/phase-\(number)/\(task.role.rawValue)/\(name)", content: content)
            return (DeliverableReference(name: name, key: item.key, hash: item.hash), item)
        }
    }

    /// Errors about the record or the state machine are not the task's fault, and nothing more can be recorded.
    private static func isOurs(_ error: any Error) -> Bool {
        error is JournalError || error is TransitionError || error is CancellationError
    }
}
