import Foundation

/// Drives a run: asks the schedule what to do, lets agents do it, writes and commits what they hand over, has the gates
/// measured. All decisions are the pure parts' (`RunState`, `Schedule`, `GatePolicy`); each is in the journal before
/// and after its effect, so that a run that was killed goes on where it was.
public actor Engine {
    let workflow: Workflow
    let store: any RunStore
    let workspace: any Workspace
    let agents: @Sendable (Role) -> any Agent
    let instruments: [String: any Instrument]
    let options: EngineOptions
    private var current: RunState?
    private(set) var head = JournalEntry.origin

    /// - Parameters:
    ///   - agents: who performs a role.
    ///   - instruments: by the names that the workflow's criteria use.
    public init(
        workflow: Workflow, store: any RunStore, workspace: any Workspace,
        agents: @escaping @Sendable (Role) -> any Agent, instruments: [String: any Instrument], options: EngineOptions
    ) {
        self.workflow = workflow
        self.store = store
        self.workspace = workspace
        self.agents = agents
        self.instruments = instruments
        self.options = options
    }

    /// Begins a new run and drives it until it stops. Answers its last state.
    /// - Parameter brief: the SHA-256 of the brief.
    /// - Throws: `JournalError` when the record is broken or cannot be written; `CancellationError` when cancelled,
    ///   after which the run can be resumed.
    public func start(run: String, api: String, brief: String) async throws -> RunState {
        try load()
        try checkStopAfter()
        try append(
            .runStarted(
                run: run, api: api, brief: brief, workflow: workflow.digest,
                phases: workflow.phases.map(PhaseOutline.init)))
        return try await drive()
    }

    /// Goes on with the last run, whether it stopped, was interrupted or was killed.
    /// - Parameter phase: do this phase and all later ones again.
    /// - Throws: as `start`; `EngineError` when there is nothing to resume.
    public func resume(from phase: String? = nil) async throws -> RunState {
        try load()
        try checkStopAfter()
        guard let state = current else { throw EngineError.noRun }
        guard state.workflow == workflow.digest else { throw EngineError.otherWorkflow }
        if let phase { try checkBuilt(phase) }
        let findings = try await Replay.run(store, workspace).findings
        guard findings.isEmpty else { throw JournalError.disagrees(findings) }
        try append(.runResumed)
        try await recover()
        if let phase, self.state.phase(phase)?.status != .pending {
            try append(.phaseReopened(phase: phase, because: "asked for"))
        }
        return try await drive()
    }

    /// Records an approval of what a phase has delivered.
    /// - Returns: the approval.
    @discardableResult public func approve(_ phase: String, who: String, how: String) async throws -> Approval {
        try load()
        guard let state = current else { throw EngineError.noRun }
        let subject = state.digest(of: phase, files: try await workspace.contents().files)
        let approval = Approval(who: who, how: how, subject: subject)
        try append(.approved(phase: phase, approval: approval))
        return approval
    }

    // MARK: - The journal

    /// The state. Every caller has loaded one or appended the event that begins one.
    var state: RunState {
        guard let current else { preconditionFailure("no run was loaded or started") }
        return current
    }

    /// One transition: checked by the state machine, then written, then believed.
    func append(_ event: Event, storing items: [MemoryItem] = []) throws {
        let time = options.now()
        let next = try RunState.apply(event, at: time, to: current)
        head = try store.append(event, at: time, after: head, storing: items).hash
        current = next
    }

    private func load() throws {
        let entries = try store.entries()
        try JournalEntry.verify(entries)
        current = try RunState.replay(entries)
        head = entries.last?.hash ?? JournalEntry.origin
    }

    private func checkStopAfter() throws(EngineError) {
        if let phase = options.stopAfter { try checkBuilt(phase) }
    }

    private func checkBuilt(_ id: String) throws(EngineError) {
        guard let phase = workflow.phase(id) else { throw .unknownPhase(id) }
        guard phase.isBuilt else { throw .notBuilt(phase: id) }
    }

    // MARK: - The journey

    private func drive() async throws -> RunState {
        do {
            var edits = 0
            while true {
                if try await noticeEdits() {
                    edits += 1
                    if edits > options.reopenLimit { return try stop(.unsettled) }
                }
                if let phase = options.stopAfter, state.phase(phase)?.status == .open {
                    return try stop(.requested(phase: phase))
                }
                guard let phase = state.currentPhase else { break }
                if let reason = try await pass(phase) { return try stop(reason) }
            }
            try append(.runFinished)
            options.progress(.finished)
            return state
        } catch  where error is CancellationError || Task.isCancelled {
            _ = try stop(.interrupted)
            throw CancellationError()
        }
    }

    private func stop(_ reason: StopReason) throws -> RunState {
        try append(.runStopped(reason))
        options.progress(.stopped(reason))
        return state
    }

    /// A figure speaks for the files that were measured. Where others lie there now, open gates are measured again.
    private func noticeEdits() async throws -> Bool {
        guard let known = state.tree, state.phases.contains(where: { $0.status == .open }) else { return false }
        let tree = try await workspace.contents().tree
        if tree == known { return false }
        try append(.workspaceEdited(tree: tree))
        options.progress(.edited)
        return true
    }

    /// Takes one phase to its gate and through it; answers why the run stops there, nil when it goes on.
    private func pass(_ phase: PhaseState) async throws -> StopReason? {
        guard phase.status != .notBuilt, let definition = workflow.phase(phase.id) else {
            return .notBuilt(phase: phase.id)
        }
        if phase.status == .pending { try await begin(definition) }
        if let reason = try await performTasks(of: phase.id) { return reason }
        if try await isGateOpen(definition) { return nil }
        guard let closed = state.phase(phase.id) else { return .gateClosed(phase: phase.id) }
        let decision = GatePolicy.afterClosedGate(of: closed, in: state, limit: options.reopenLimit) {
            agents($0).mayDiffer
        }
        guard case .reopen(let owner, let because) = decision else { return .gateClosed(phase: phase.id) }
        try append(.phaseReopened(phase: owner, because: because))
        options.progress(.phaseReopened(phase: owner, because: because))
        return nil
    }

    private func begin(_ phase: Phase) async throws {
        let names = Set(state.deliverables.keys)
        var items: [String: [String]] = [:]
        for kind in phase.itemKinds.sorted() {
            items[kind] = try await options.items(kind, DeliverableReader(names, of: state, in: store))
        }
        let tasks = phase.plan(items: items)
        try append(.phaseStarted(phase: phase.id, tasks: tasks))
        options.progress(.phaseStarted(phase: phase.id, tasks: tasks.count))
    }
}
