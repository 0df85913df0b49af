import Testing

@testable import Workflow

@Suite struct RunStateTests {
    private static let phase = Phase(
        number: 1, id: "p", title: "P", topology: .mesh,
        tasks: [TaskDefinition(id: "a", role: .tester, produces: ["A"], attempts: 2)])
    private static let begin: [Event] = [
        .runStarted(run: "r", api: "users", brief: "b", workflow: "w", phases: [PhaseOutline(phase)]),
        .phaseStarted(phase: "p", tasks: phase.plan()),
    ]
    private static let commit = Commit(id: "c", tree: "t")

    private func fold(_ events: [Event]) throws -> RunState {
        var state: RunState?
        for (index, event) in (Self.begin + events).enumerated() {
            state = try RunState.apply(event, at: Int64(index), to: state)
        }
        return try #require(state)
    }

    private static func lease(_ epoch: Int) -> Event { .taskLeased(task: "p.a", epoch: epoch, holder: "h") }

    @Test func `A worker thought dead cannot write over its successor`() throws {
        let events: [Event] = [Self.lease(1), .taskReleased(task: "p.a", epoch: 1), Self.lease(2)]
        let stale = TransitionError.staleLease(task: "p.a", epoch: 1, current: 2)
        for late: Event in [
            .taskWriting(task: "p.a", epoch: 1, paths: []),
            .taskCommitting(task: "p.a", epoch: 1, deliverables: [], evidence: []),
            .taskFinished(task: "p.a", epoch: 1, commit: Self.commit),
            .taskFailed(task: "p.a", epoch: 1, reason: "", evidence: [], mayRetry: true),
        ] {
            #expect(throws: stale) { try fold(events + [late]) }
        }
    }

    @Test func `Epochs go on when a phase is done again`() throws {
        let events: [Event] = [
            Self.lease(1), .taskCommitting(task: "p.a", epoch: 1, deliverables: [], evidence: []),
            .taskFinished(task: "p.a", epoch: 1, commit: Self.commit), .phaseReopened(phase: "p", because: "x"),
            Self.begin[1],
        ]
        #expect(throws: TransitionError.staleLease(task: "p.a", epoch: 1, current: 1)) {
            try fold(events + [Self.lease(1)])
        }
        #expect(try fold(events + [Self.lease(2)]).task("p.a")?.status == .leased)
    }

    @Test func `Failed attempts are bounded, a dead holder is none`() throws {
        func failed(_ epoch: Int) -> Event {
            .taskFailed(task: "p.a", epoch: epoch, reason: "r", evidence: [], mayRetry: true)
        }
        let events: [Event] = [Self.lease(1), .taskReleased(task: "p.a", epoch: 1), Self.lease(2), failed(2)]
        #expect(try fold(events).task("p.a")?.status == .pending)
        let ended = events + [Self.lease(3), failed(3)]
        #expect(try fold(ended).task("p.a")?.status == .failed)
        #expect(try fold(ended + [.runResumed]).task("p.a")?.status == .pending)
    }

    @Test(
        arguments: [
            [lease(1), lease(2)], [.taskFinished(task: "p.a", epoch: 0, commit: commit)],
            [lease(1), .taskFinished(task: "p.a", epoch: 1, commit: commit)],
            [.taskLeased(task: "p.x", epoch: 1, holder: "")],
            [.gateDecided(phase: "p", isOpen: true)], [.gateStarted(phase: "x", tree: "t", digest: "d")], [begin[1]],
        ] as [[Event]])
    func `What cannot happen is refused`(_ events: [Event]) {
        #expect(throws: TransitionError.self) { try fold(events) }
    }

    @Test func `Nothing happens before a run has started`() {
        #expect(throws: TransitionError.impossible(event: "runResumed", reason: "there is no run")) {
            try RunState.apply(.runResumed, at: 0, to: nil)
        }
    }
}
