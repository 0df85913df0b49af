/// What events do to a task.
extension RunState {
    mutating func applyToTask(_ event: Event, at time: Int64) throws(TransitionError) {
        switch event {
        case .taskLeased(let id, let epoch, let holder):
            try change(id, event, from: [.pending]) { task throws(TransitionError) in
                guard epoch == task.epoch + 1 else {
                    throw .staleLease(task: id, epoch: epoch, current: task.epoch)
                }
                task.epoch = epoch
                task.holder = holder
                task.status = .leased
                task.startedAt = time
            }
        case .taskWriting(let id, let epoch, let paths):
            try change(id, event, from: [.leased], epoch: epoch) { task in
                task.status = .writing
                task.paths = paths
            }
        case .taskCommitting(let id, let epoch, let deliverables, let evidence):
            try change(id, event, from: [.leased, .writing], epoch: epoch) { task in
                task.status = .committing
                task.deliverables = deliverables
                task.evidence = evidence
            }
        case .taskFinished(let id, let epoch, let commit):
            let finished = try change(id, event, from: [.committing], epoch: epoch) { task in
                task.status = .finished
                task.commit = commit
                task.finishedAt = time
                task.reason = nil
            }
            for deliverable in finished.deliverables { deliverables[deliverable.name] = deliverable }
            tree = commit.tree
        case .taskFailed(let id, let epoch, let reason, let evidence, let mayRetry):
            try change(id, event, from: [.leased, .writing, .committing], epoch: epoch) { task in
                task.attempts += 1
                task.status = mayRetry && task.attempts < task.task.attempts ? .pending : .failed
                task.reason = reason
                task.evidence = evidence
                task.giveUp()
            }
        case .taskReleased(let id, let epoch):
            try change(id, event, from: [.leased, .writing, .committing], epoch: epoch) { task in
                task.status = .pending
                task.giveUp()
            }
        default: break
        }
    }

    @discardableResult private mutating func change(
        _ id: String, _ event: Event, from allowed: Set<TaskState.Status>, epoch: Int? = nil,
        _ body: (inout TaskState) throws(TransitionError) -> Void
    ) throws(TransitionError) -> TaskState {
        for phase in phases.indices where phases[phase].status == .running {
            guard let index = phases[phase].tasks.firstIndex(where: { $0.id == id }) else { continue }
            let task = phases[phase].tasks[index]
            if let epoch, epoch != task.epoch {
                throw .staleLease(task: id, epoch: epoch, current: task.epoch)
            }
            guard allowed.contains(task.status) else {
                throw .impossible(event: event.kind, reason: "\(id) is \(task.status.rawValue)")
            }
            try body(&phases[phase].tasks[index])
            return phases[phase].tasks[index]
        }
        throw .impossible(event: event.kind, reason: "no running phase has a task \(id)")
    }
}

extension TaskState {
    fileprivate mutating func giveUp() {
        holder = nil
        paths = []
        deliverables = []
    }
}
