/// Why an event cannot happen in a state.
public enum TransitionError: Error, Hashable, CustomStringConvertible {
    /// The lease that the event speaks for was given to somebody else.
    case staleLease(task: String, epoch: Int, current: Int)
    case impossible(event: String, reason: String)

    public var description: String {
        switch self {
        case .staleLease(let task, let epoch, let current):
            "the result of \(task) was refused: its lease (epoch \(epoch)) was superseded (epoch \(current))"
        case .impossible(let event, let reason): "\(event) cannot happen now: \(reason)"
        }
    }
}

/// The state machine: (state, event) to state. Pure.
extension RunState {
    /// The state after an event at a time (milliseconds since 1970). Nil is the state before the first run.
    public static func apply(_ event: Event, at time: Int64, to state: RunState?) throws(TransitionError) -> RunState {
        if case .runStarted(let run, let api, let brief, let workflow, let phases) = event {
            return RunState(
                run: run, api: api, brief: brief, workflow: workflow, phases: phases.map(PhaseState.init),
                startedAt: time, updatedAt: time)
        }
        guard var next = state else { throw .impossible(event: event.kind, reason: "there is no run") }
        next.updatedAt = time
        try next.apply(event, at: time)
        return next
    }

    /// The state that a journal tells.
    public static func replay(_ entries: [JournalEntry]) throws -> RunState? {
        var state: RunState?
        for entry in entries { state = try apply(entry.event(), at: entry.time, to: state) }
        return state
    }

    private mutating func apply(_ event: Event, at time: Int64) throws(TransitionError) {
        switch event {
        case .runStarted: break
        case .runResumed: resume()
        case .phaseStarted(let phase, let tasks): try start(phase, tasks, at: time, event)
        case .taskLeased, .taskWriting, .taskCommitting, .taskFinished, .taskFailed, .taskReleased:
            try applyToTask(event, at: time)
        case .gateStarted(let phase, let tree, let digest):
            try change(phase, event, from: [.running, .measuring, .closed]) { $0.measure(digest) }
            self.tree = tree
        case .criterionMeasured(let phase, let result):
            try change(phase, event, from: [.measuring]) { $0.gate.append(result) }
        case .gateDecided(let phase, let isOpen):
            try change(phase, event, from: [.measuring]) { state in
                state.status = isOpen ? .open : .closed
                state.finishedAt = time
            }
        case .approved(let phase, let approval):
            try change(phase, event, from: [.running, .measuring, .closed, .open]) { _ in }
            approvals[phase] = approval
        case .phaseReopened(let phase, _): try reopen(phase, event)
        case .workspaceEdited(let tree): edit(tree)
        case .runStopped(let reason): status = .stopped(reason)
        case .runFinished: status = .finished
        }
    }

    private mutating func resume() {
        status = .running
        for index in phases.indices {
            for task in phases[index].tasks.indices where phases[index].tasks[task].status == .failed {
                phases[index].tasks[task].status = .pending
                phases[index].tasks[task].attempts = 0
            }
            if phases[index].status == .closed { phases[index].status = .running }
        }
    }

    private mutating func edit(_ tree: String) {
        self.tree = tree
        for index in phases.indices where phases[index].status == .open {
            phases[index].status = .running
            phases[index].gate = []
        }
    }

    private mutating func start(
        _ phase: String, _ tasks: [PlannedTask], at time: Int64, _ event: Event
    ) throws(TransitionError) {
        if let open = phases.first(where: { $0.id != phase && ($0.status == .running || $0.status == .measuring) }) {
            throw .impossible(event: event.kind, reason: "the phase \(open.id) is not closed yet")
        }
        try change(phase, event, from: [.pending]) { state in
            // Epochs go on counting when a phase is done again, so that nothing of the first time is accepted.
            let epochs = Dictionary(state.tasks.map { ($0.id, $0.epoch) }) { first, _ in first }
            state.tasks = tasks.map { TaskState($0, epoch: epochs[$0.id] ?? 0) }
            state.status = .running
            state.startedAt = time
            state.finishedAt = nil
        }
    }

    private mutating func reopen(_ phase: String, _ event: Event) throws(TransitionError) {
        guard let first = phases.firstIndex(where: { $0.id == phase }), phases[first].status != .notBuilt else {
            throw .impossible(event: event.kind, reason: "there is no phase \(phase) to go back to")
        }
        phases[first].reopened += 1
        for index in phases.indices[first...] where phases[index].status != .notBuilt {
            for task in phases[index].tasks {
                for deliverable in task.deliverables { deliverables[deliverable.name] = nil }
            }
            phases[index].status = .pending
            phases[index].gate = []
        }
    }

    private mutating func change(
        _ phase: String, _ event: Event, from allowed: Set<PhaseState.Status>, _ body: (inout PhaseState) -> Void
    ) throws(TransitionError) {
        guard let index = phases.firstIndex(where: { $0.id == phase }) else {
            throw .impossible(event: event.kind, reason: "there is no phase \(phase)")
        }
        guard allowed.contains(phases[index].status) else {
            throw .impossible(event: event.kind, reason: "the phase \(phase) is \(phases[index].status.rawValue)")
        }
        body(&phases[index])
    }
}

extension PhaseState {
    fileprivate mutating func measure(_ digest: String) {
        status = .measuring
        self.digest = digest
        gate = []
    }
}
