import Processes
import Testing

@testable import Release

@Suite struct RolloutStateTests {
    private static let one = Version(content: "one")
    private static let two = Version(content: "two")

    private static func instance(_ pid: Int32) -> Instance {
        Instance(process: ChildIdentity(pid: pid, startTime: 1, boot: "b"), port: 1000 + Int(pid))
    }

    /// What a world in which all goes well answers.
    private static func answer(_ state: RolloutState) -> RolloutEvent? {
        switch state.effect {
        case nil: nil
        case .migrate: .migrated
        case .start(let placement): .started(instance(placement.slot == .blue ? 1 : 2))
        case .awaitReady: .ready
        case .smoke: .smoked
        case .attach: .attached
        case .setWeight: .weightSet
        case .readWeights: .weightsRead(state.weights)
        case .judge: .judged(Judgement(.pass, []))
        case .assertVersion(let placement): .versionSeen(placement.version.description, at: 100)
        case .revert: .reverted
        case .drain: .drained
        case .stop: .stopped
        }
    }

    private static func settle(_ state: RolloutState) throws -> RolloutState { try path(state).last ?? state }

    /// All states to the end.
    private static func path(_ state: RolloutState) throws -> [RolloutState] {
        var states = [state]
        while let event = answer(states[states.count - 1]) {
            states.append(try states[states.count - 1].applying(event))
            try #require(states.count < 60, "it goes round in circles")
        }
        return states
    }

    private static func released() throws -> RolloutState { try settle(RolloutState().applying(.deploy(one))) }
    private static func replaced() throws -> RolloutState { try settle(released().applying(.deploy(two))) }

    @Test func `The first release starts alone and takes everything at once`() throws {
        let states = try Self.path(RolloutState().applying(.deploy(Self.one)))
        #expect(
            states.map(\.stage) == [
                .migrating, .starting, .waiting, .smoking, .attaching, .shifting(step: 0, .raise),
                .reading(step: 0, .raise), .asserting, .serving,
            ])
        let end = try #require(states.last)
        #expect(end.live?.version == Self.one)
        #expect(end.weights == [.blue: 100, .green: 0])
        #expect(end.standby == nil)
    }

    @Test func `A rollout raises the new before it lowers the old, and reads back after each change`() throws {
        let states = try Self.path(Self.released().applying(.deploy(Self.two)))
        let steps = states.filter { if case .reading = $0.stage { true } else { false } }.map(\.weights)
        #expect(
            steps == [
                [.blue: 100, .green: 10], [.blue: 90, .green: 10], [.blue: 90, .green: 50], [.blue: 50, .green: 50],
                [.blue: 50, .green: 100], [.blue: 0, .green: 100],
            ])
        let end = try #require(states.last)
        #expect(end.live?.version == Self.two)
        #expect(end.standby?.version == Self.one)
        #expect(end.weights == [.blue: 0, .green: 100])
    }

    @Test func `At no point of a rollout is all traffic taken away`() throws {
        for state in try Self.path(Self.released().applying(.deploy(Self.two))) {
            #expect(state.weights.values.reduce(0, +) >= 100, "\(state.stage)")
        }
    }

    @Test func `A rollback is one step from any point of a rollout, and ends where it began`() throws {
        for state in try Self.path(Self.released().applying(.deploy(Self.two))).dropLast() {
            let back = try state.applying(.rollback("asked"))
            let end = try Self.settle(back)
            #expect(end.live?.version == Self.one, "from \(state.stage)")
            #expect(end.weights == [.blue: 100, .green: 0], "from \(state.stage)")
            #expect(end.candidate == nil)
            #expect(end.reason == "asked")
        }
    }

    @Test func `After the promotion a rollback goes to the retained version`() throws {
        let back = try Self.replaced().applying(.rollback("asked"))
        #expect(back.effect == .revert(to: back.live, from: .green))
        let end = try Self.settle(back)
        #expect(end.live?.version == Self.one)
        #expect(end.candidate == nil)
        #expect(end.standby == nil)
        #expect(throws: EventRefused.self) { try end.applying(.rollback("again")) }
    }

    @Test func `A failed effect is reverted at any point once the candidate was started`() throws {
        for state in try Self.path(Self.released().applying(.deploy(Self.two))).dropLast() {
            let end = try Self.settle(state.applying(.failed("why")))
            #expect(end.live?.version == Self.one, "from \(state.stage)")
            #expect(end.weights == [.blue: 100, .green: 0], "from \(state.stage)")
            #expect(end.reason == "why")
        }
    }

    @Test func `A first release that fails leaves nothing`() throws {
        for state in try Self.path(RolloutState().applying(.deploy(Self.one))).dropLast() {
            #expect(try Self.settle(state.applying(.failed("why"))).stage == .idle, "from \(state.stage)")
        }
    }

    @Test func `A failed reversion is tried again, never given up for another stage`() throws {
        let state = try Self.path(Self.released().applying(.deploy(Self.two)))[7].applying(.failed("why"))
        #expect(state.stage == .reverting)
        #expect(try state.applying(.failed("the proxy is gone")).stage == .reverting)
    }

    @Test func `Weights that the proxy did not take revert the rollout`() throws {
        let states = try Self.path(Self.released().applying(.deploy(Self.two)))
        let reading = try #require(states.first { $0.stage == .reading(step: 1, .lower) })
        let next = try reading.applying(.weightsRead([.blue: 90, .green: 50]))
        #expect(next.stage == .reverting)
        #expect(next.reason == "the door has the weights blue 90, green 50 where blue 50, green 50 were set")
    }

    @Test func `Another version at the door reverts the rollout`() throws {
        let states = try Self.path(Self.released().applying(.deploy(Self.two)))
        let asserting = try #require(states.first { $0.stage == .asserting })
        let next = try asserting.applying(.versionSeen("one", at: 5))
        #expect(next.stage == .reverting)
        #expect(next.reason == "the door answers with version one instead of two")
    }

    @Test func `A failed judgement reverts, an inconclusive one holds, a promotion goes on`() throws {
        let states = try Self.path(Self.released().applying(.deploy(Self.two)))
        let judging = try #require(states.first { $0.stage == .judging(step: 0) })
        #expect(try judging.applying(.judged(Judgement(.fail, ["slow"]))).stage == .reverting)
        let held = try judging.applying(.judged(Judgement(.inconclusive, ["no traffic"])))
        #expect(held.stage == .held(step: 0))
        #expect(held.effect == nil)
        #expect(held.weights == judging.weights)
        var promoted = try held.applying(.promote)
        #expect(promoted.stage == .shifting(step: 1, .raise))
        while promoted.stage != .judging(step: 1) {
            promoted = try promoted.applying(try #require(Self.answer(promoted)))
        }
        let passed = try promoted.applying(.judged(Judgement(.inconclusive, [])))
        #expect(passed.stage == .shifting(step: 2, .raise))
        #expect(try promoted.applying(.judged(Judgement(.fail, []))).stage == .reverting)
        #expect(try Self.settle(held.applying(.rollback("no"))).live?.version == Self.one)
    }

    @Test func `The version before is retained, then drained and stopped`() throws {
        let state = try Self.replaced()
        #expect(!state.retentionIsOver(at: 100 + 86_399))
        #expect(state.retentionIsOver(at: 100 + 86_400))
        let states = try Self.path(state.applying(.retentionOver))
        #expect(states.map(\.stage) == [.draining, .stopping, .serving])
        #expect(states.last?.standby == nil)
    }

    @Test func `A third version takes the slot of the first, after that was drained and stopped`() throws {
        let states = try Self.path(Self.replaced().applying(.deploy(Version(content: "three"))))
        #expect(states.prefix(3).map(\.stage) == [.draining, .stopping, .migrating])
        #expect(states.last?.live?.version == Version(content: "three"))
        #expect(states.last?.live?.slot == .blue)
    }

    @Test func `A resumed rollout goes on while the candidate runs, and reverts when it is gone`() throws {
        for state in try Self.path(Self.released().applying(.deploy(Self.two))) {
            let resumed = state.resuming(candidateRuns: true)
            #expect(try Self.settle(resumed).live?.version == Self.two, "from \(state.stage)")
            let lost = state.resuming(candidateRuns: false)
            let end = try Self.settle(lost)
            let started = state.candidate?.instance != nil
            #expect(end.live?.version == (started ? Self.one : Self.two), "from \(state.stage)")
        }
    }

    @Test func `Events without a meaning are refused`() throws {
        let state = try Self.released()
        for event: RolloutEvent in [.promote, .retentionOver, .rollback(""), .failed(""), .migrated, .reverted] {
            #expect(throws: EventRefused.self, "\(event)") { try state.applying(event) }
        }
        let moving = try state.applying(.deploy(Self.two))
        #expect(throws: EventRefused.self) { try moving.applying(.deploy(Self.one)) }
    }
}
