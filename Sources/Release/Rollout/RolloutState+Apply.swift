/// An event that has no meaning in a stage.
public struct EventRefused: Error, Hashable, CustomStringConvertible {
    public var description: String
}

extension RolloutState {
    /// The next state. Pure.
    /// - Throws: `EventRefused`, worded for the person who asked.
    public func applying(_ event: RolloutEvent) throws(EventRefused) -> RolloutState {
        var next = self
        switch event {
        case .deploy(let version): try next.begin(version)
        case .found(let placement): try next.adopt(placement)
        case .rollback(let reason): try next.rollBack(reason)
        case .promote: try next.promote()
        case .retentionOver: try next.retire()
        case .failed(let reason): try next.fail(reason)
        case .restarted(let slot, let instance): next.replace(slot, instance)
        case .ended: next = RolloutState(plan: plan)
        default: try next.go(on: event)
        }
        return next
    }

    // MARK: - What people ask for

    private mutating func begin(_ version: Version) throws(EventRefused) {
        guard stage == .idle || stage == .serving else {
            throw EventRefused(
                description: "a rollout of \(candidate?.version.description ?? "a version") is under way")
        }
        reason = nil
        isPromoted = false
        candidate = Placement(version: version, slot: live?.slot.other ?? .blue)
        stage = standby == nil ? .migrating : .draining
    }

    private mutating func adopt(_ placement: Placement) throws(EventRefused) {
        guard stage == .idle else { throw EventRefused(description: "a version serves already") }
        live = placement
        stage = .serving
    }

    /// One step from any point.
    private mutating func rollBack(_ reason: String) throws(EventRefused) {
        switch stage {
        case .idle: throw EventRefused(description: "nothing is released")
        case .serving:
            guard let standby else {
                throw EventRefused(description: "the version before is not kept any more; deploy it again")
            }
            candidate = live
            live = standby
            self.standby = nil
            self.reason = reason
            stage = .reverting
        case .draining, .stopping:
            // The version before is going; the one that serves has not been touched.
            guard candidate != nil else { throw EventRefused(description: "the version before is being taken away") }
            candidate = nil
            self.reason = reason
        case .reverting, .discarding, .removing: break
        default:
            self.reason = reason
            stage = .reverting
        }
    }

    private mutating func promote() throws(EventRefused) {
        guard case .held(let step) = stage else {
            throw EventRefused(description: "no rollout waits for a decision")
        }
        reason = nil
        isPromoted = true
        advance(from: step)
    }

    private mutating func retire() throws(EventRefused) {
        guard stage == .serving, standby != nil else { throw EventRefused(description: "no version is retained") }
        stage = .draining
    }

    private mutating func replace(_ slot: Slot, _ instance: Instance) {
        if live?.slot == slot { live?.instance = instance }
        if candidate?.slot == slot { candidate?.instance = instance }
        if standby?.slot == slot { standby?.instance = instance }
    }

    // MARK: - What effects answer

    private mutating func fail(_ why: String) throws(EventRefused) {
        switch stage {
        case .idle, .serving, .held: throw EventRefused(description: "nothing was under way")
        // These are done again until they succeed: there is no other way out of them.
        case .reverting, .draining, .stopping, .discarding, .removing: break
        case .migrating, .starting:
            reason = why
            stage = .removing
        case .waiting, .smoking, .attaching, .shifting, .reading, .judging, .asserting:
            reason = why
            stage = .reverting
        }
    }

    private mutating func go(on event: RolloutEvent) throws(EventRefused) {
        switch (stage, event) {
        case (.draining, .drained): stage = .stopping
        case (.stopping, .stopped):
            standby = nil
            stage = candidate == nil ? .serving : .migrating
        case (.migrating, .migrated): stage = .starting
        case (.starting, .started(let instance)):
            candidate?.instance = instance
            stage = .waiting
        case (.waiting, .ready): stage = .smoking
        case (.smoking, .smoked): stage = .attaching
        case (.attaching, .attached): stage = .shifting(step: 0, .raise)
        case (.shifting(let step, let change), .weightSet): stage = .reading(step: step, change)
        case (.reading(let step, let change), .weightsRead(let seen)): read(seen, step, change)
        case (.judging(let step), .judged(let judgement)): judged(judgement, step)
        case (.judging(let step), .countsBeganAnew): stage = .reading(step: step, .lower)
        case (.asserting, .versionSeen(let version, let time)): asserted(version, at: time)
        case (.reverting, .reverted): stage = .discarding
        case (.discarding, .drained): stage = .removing
        case (.removing, .stopped):
            candidate = nil
            stage = live == nil ? .idle : .serving
        default: throw EventRefused(description: "\(event) has no meaning while \(stage)")
        }
    }

    private mutating func read(_ seen: [Slot: Int], _ step: Int, _ change: Stage.Change) {
        if seen != weights {
            reason = "the door has the weights \(Self.words(seen)) where \(Self.words(weights)) were set"
            stage = .reverting
        } else if change == .raise, live != nil {
            stage = .shifting(step: step, .lower)
        } else {
            // There is nothing to compare the first release with; it was smoked and is asserted through the door.
            stage = live == nil ? .asserting : .judging(step: step)
        }
    }

    private mutating func judged(_ judgement: Judgement, _ step: Int) {
        switch judgement.verdict {
        case .pass: advance(from: step)
        case .inconclusive where isPromoted: advance(from: step)
        case .fail:
            reason = judgement.summary
            stage = .reverting
        case .inconclusive:
            reason = judgement.summary
            stage = .held(step: step)
        }
    }

    private mutating func advance(from step: Int) {
        stage = step == lastStep ? .asserting : .shifting(step: step + 1, .raise)
    }

    private mutating func asserted(_ version: String, at time: Int64) {
        guard let candidate, version == candidate.version.description else {
            reason = "the door answers with version \(version) instead of \(candidate?.version.description ?? "none")"
            stage = .reverting
            return
        }
        standby = live
        live = candidate
        self.candidate = nil
        promotedAt = time
        reason = nil
        stage = .serving
    }

    static func words(_ weights: [Slot: Int]) -> String {
        weights.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
            .joined(separator: ", ")
    }
}
