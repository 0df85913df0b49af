import Foundation
import Processes

/// Does what the state machine asks for, one effect at a time, and writes each new state before the next effect.
public struct RolloutDriver: Sendable {
    let target: any Target
    let store: ReleaseStore
    /// Told of each new state.
    var progress: @Sendable (RolloutState) -> Void = { _ in }
    /// Called before (even numbers) and after (odd numbers) each effect; tests end the process there.
    var checkpoint: @Sendable (Int) -> Void = { _ in }
    /// Seconds since 1970.
    var now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }

    public init(
        target: any Target, store: ReleaseStore, progress: @escaping @Sendable (RolloutState) -> Void = { _ in },
        checkpoint: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.target = target
        self.store = store
        self.progress = progress
        self.checkpoint = checkpoint
    }

    /// A line of `events.jsonl`.
    struct Line: Codable {
        var at: Int64
        var event: String
        var stage: String
        var weights: [Slot: Int]
        var reason: String?
    }

    /// Goes on until nothing is to be done any more.
    /// - Throws: what stands in the way of reverting, after three attempts; `release/not-written` when the state could not
    ///   be written: the rollout was reverted then.
    public func drive(_ initial: RolloutState) async throws -> RolloutState {
        var state = initial
        var unwritten: ReleaseError?
        var failures = 0
        var count = 0
        while state.effect != nil {
            checkpoint(2 * count)
            let (event, error) = try await next(in: state)
            checkpoint(2 * count + 1)
            count += 1
            let before = state
            state = try state.applying(event)
            if let problem = record(state, event) {
                // Nobody could resume from here: the traffic goes back to where it was safe.
                if unwritten == nil, state.candidate != nil {
                    state = (try? state.applying(.failed(problem.message))) ?? state
                }
                unwritten = unwritten ?? problem
            }
            progress(state)
            failures = state.stage == before.stage && error != nil ? failures + 1 : 0
            if let error, failures >= 3 { throw error }
            if failures > 0 { try await Task.sleep(for: .milliseconds(200)) }
        }
        if let unwritten { throw unwritten }
        return state
    }

    /// Applies what somebody asks for, and drives on.
    public func apply(_ event: RolloutEvent, to state: RolloutState) async throws -> RolloutState {
        let next = try state.applying(event)
        if let problem = record(next, event) { throw problem }
        progress(next)
        return try await drive(next)
    }

    /// What a process that takes over begins with.
    func resumed(_ state: RolloutState) async throws -> RolloutState {
        guard let instance = state.candidate?.instance else { return state.resuming(candidateRuns: false) }
        return state.resuming(candidateRuns: try await target.isRunning(instance))
    }

    /// Writes the state; answers why it could not.
    func record(_ state: RolloutState, _ event: RolloutEvent) -> ReleaseError? {
        do {
            try store.save(state)
            store.append(
                Line(
                    at: now(), event: event.words, stage: "\(state.stage)", weights: state.weights,
                    reason: state.reason))
            return nil
        } catch { return error }
    }

    private func next(in state: RolloutState) async throws -> (RolloutEvent, (any Error)?) {
        if let reason = store.takeRequest(), (try? state.applying(.rollback(reason))) != nil {
            return (.rollback(reason), nil)
        }
        guard let effect = state.effect else { throw EventRefused(description: "nothing is to be done") }
        do {
            // Ending a process needs no proxy.
            if case .stop = effect {} else { try await target.ensure(state.routing) }
            return (try await perform(effect, in: state), nil)
        } catch let error as CancellationError {
            throw error
        } catch {
            return (.failed((error as? ReleaseError)?.message ?? "\(error)"), error)
        }
    }

    private func perform(_ effect: RolloutEffect, in state: RolloutState) async throws -> RolloutEvent {
        switch effect {
        case .migrate(let candidate):
            try await target.migrate(candidate, beside: state.live)
            return .migrated
        case .start(let candidate): return .started(try await target.start(candidate))
        case .awaitReady(let candidate):
            try await target.awaitReady(candidate)
            return .ready
        case .smoke(let candidate, let live):
            try await target.smoke(candidate)
            if let live { try await target.smoke(live) }
            return .smoked
        case .attach(let candidate):
            try await target.attach(candidate)
            return .attached
        case .setWeight(let slot, let weight):
            try await target.setWeight(weight, of: slot)
            return .weightSet
        case .readWeights: return .weightsRead(try await target.readWeights())
        case .judge: return try await Observation(target: target, store: store, state: state).watch()
        case .assertVersion: return .versionSeen(try await target.versionAtTheDoor(), at: now())
        case .revert(let live, let slot): return try await revert(to: live, from: slot)
        case .drain(let slot):
            _ = try await target.drain(slot)
            return .drained
        case .stop(let placement):
            try await target.stop(placement)
            return .stopped
        }
    }

    /// One step: all to the live version, then none to the other, read back. A live version that died meanwhile is started
    /// first.
    private func revert(to live: Placement?, from slot: Slot) async throws -> RolloutEvent {
        if let live {
            if let instance = live.instance, try await !target.isRunning(instance) {
                return .restarted(live.slot, try await revive(live, weight: 0))
            }
        }
        try await target.shiftBack(to: live?.slot, from: slot)
        let seen = try await target.readWeights()
        guard seen[slot] == 0, live.map({ seen[$0.slot] == 100 }) ?? true else {
            throw ReleaseError(
                "weights", "the door has the weights \(RolloutState.words(seen)) after the rollback",
                next: "see `fivegate release status`; run the same command again")
        }
        return .reverted
    }

    /// Starts an instance that died again, on its port where that is free, and puts it behind the door.
    func revive(_ placement: Placement, weight: Int) async throws -> Instance {
        let instance = try await target.start(placement)
        var revived = placement
        revived.instance = instance
        try await target.awaitReady(revived)
        // Also where its port is the old one: the proxy has to find it healthy before anybody else's weight is lowered.
        try await target.attach(revived)
        try await target.setWeight(weight, of: placement.slot)
        return instance
    }
}

extension RolloutEvent {
    /// For the record.
    var words: String {
        switch self {
        case .deploy(let version): "deploy \(version)"
        case .judged(let judgement): "\(judgement.verdict.rawValue): \(judgement.summary)"
        case .weightsRead(let weights): "weights read: \(RolloutState.words(weights))"
        case .versionSeen(let version, _): "version at the door: \(version)"
        case .failed(let reason): "failed: \(reason)"
        case .rollback(let reason): "rollback: \(reason)"
        case .found(let placement): "found version \(placement.version) in \(placement.slot.rawValue)"
        case .started(let instance): "started \(instance)\(instance.port.map { " on port \($0)" } ?? "")"
        case .restarted(let slot, let instance): "restarted \(slot.rawValue) as \(instance)"
        default: "\(self)"
        }
    }
}
