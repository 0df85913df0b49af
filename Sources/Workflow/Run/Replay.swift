/// What replaying a journal found: the state it tells, and where the rest of the record says otherwise.
public struct Replay: Sendable {
    public var entries: Int
    /// Nil when there is no run, or when the journal cannot be read to its end.
    public var state: RunState?
    /// Each in a sentence; empty when everything agrees.
    public var findings: [String] = []

    /// Derives the state from the journal again and compares it with the memory, the evidence and the git history.
    ///
    /// What was changed is noticed unless journal and history were both rewritten; more is not promised.
    public static func run(_ store: some RunStore, _ workspace: some Workspace) async throws -> Replay {
        let entries = try store.entries()
        var replay = Replay(entries: entries.count)
        do {
            try JournalEntry.verify(entries)
            replay.state = try RunState.replay(entries)
        } catch {
            replay.findings.append("\(error)")
        }
        let history = try await workspace.history()
        replay.compareHeads(Set(entries.map(\.hash)), history)
        guard let state = replay.state else { return replay }
        replay.compareCommits(of: state, history, finished: try Self.finished(entries))
        try replay.compareMemory(of: state, store)
        replay.compareEvidence(of: state, store)
        return replay
    }

    /// The commits of all tasks that were ever finished, also of those that are done again.
    private static func finished(_ entries: [JournalEntry]) throws -> Set<String> {
        Set(
            try entries.compactMap { entry in
                if case .taskFinished(_, _, let commit) = try entry.event() { commit.id } else { nil }
            })
    }

    /// A journal that was cut off at its end is whole in itself; the commits that name what was cut off tell.
    private mutating func compareHeads(_ known: Set<String>, _ history: [RecordedCommit]) {
        for commit in history {
            guard let head = commit.trailer("Journal"), !known.contains(head) else { continue }
            findings.append("the commit \(commit.commit.id) names a journal entry that is not there any more")
        }
    }

    private mutating func compareCommits(
        of state: RunState, _ history: [RecordedCommit], finished: Set<String>
    ) {
        let own = history.filter { $0.trailer("Run") == state.run }
        let commits = Dictionary(own.map { ($0.commit.id, $0) }) { first, _ in first }
        for task in state.tasks where task.status == .finished {
            guard let id = task.commit?.id else { continue }
            if commits[id]?.commit != task.commit || commits[id]?.trailer("Task") != task.id {
                findings.append("the commit \(id) of \(task.id) is not in the history as it was made")
            }
        }
        for commit in own where !finished.contains(commit.commit.id) {
            guard let task = commit.trailer("Task"), state.task(task)?.isRunning != true else { continue }
            findings.append(
                "the commit \(commit.commit.id) of \(task) is there, but the journal does not say it is finished")
        }
    }

    private mutating func compareMemory(of state: RunState, _ store: some RunStore) throws {
        for reference in state.deliverables.values.sorted(by: { $0.key < $1.key }) {
            guard let content = try store.content(of: reference.key, hash: reference.hash) else {
                findings.append("the deliverable \(reference.key) is not in the memory")
                continue
            }
            if SHA256Digest.of(content) != reference.hash {
                findings.append("the deliverable \(reference.key) was changed after it was handed over")
            }
        }
    }

    private mutating func compareEvidence(of state: RunState, _ store: some RunStore) {
        let evidence = state.tasks.flatMap(\.evidence) + state.phases.flatMap { $0.gate.flatMap(\.evidence) }
        for hash in Set(evidence.map(\.output)).sorted() {
            do {
                if try store.evidence(hash) == nil { findings.append("the evidence \(hash) is not there any more") }
            } catch {
                findings.append("\(error)")
            }
        }
    }
}
