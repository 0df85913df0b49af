/// A release as far as it has come: the authority on which version gets how much traffic. A value; `applying` moves it,
/// `effect` says what is to be done in it, so that whoever loads it after a crash goes on with the same effect.
public struct RolloutState: Sendable, Hashable, Codable {
    public var plan: RolloutPlan
    public var stage: Stage
    /// Serves; nil before the first release is through.
    public var live: Placement?
    /// Is being brought in.
    public var candidate: Placement?
    /// The version before, kept warm at weight 0.
    public var standby: Placement?
    /// When the live version took all traffic: seconds since 1970.
    public var promotedAt: Int64?
    /// Why the last candidate was not taken, or is held.
    public var reason: String?
    /// A person takes the candidate where there is too little to judge by; a failed judgement still reverts it.
    public var isPromoted = false

    public init(plan: RolloutPlan = RolloutPlan()) {
        self.plan = plan
        stage = .idle
    }

    /// Whether a rollout is under way, so that a process should be driving it.
    public var isMoving: Bool { effect != nil }

    /// The release in a slot.
    public subscript(slot: Slot) -> Placement? {
        [live, candidate, standby].compactMap(\.self).first { $0.slot == slot }
    }

    /// The weights that the proxy should have now, of 100.
    public var weights: [Slot: Int] {
        var weights: [Slot: Int] = [.blue: 0, .green: 0]
        if let live { weights[live.slot] = 100 }
        guard let candidate else { return weights }
        switch stage {
        case .shifting(let step, let change), .reading(let step, let change):
            let before = step == 0 ? 0 : percent(step - 1)
            weights[candidate.slot] = percent(step)
            if let live { weights[live.slot] = 100 - (change == .raise ? before : percent(step)) }
        case .judging(let step), .held(let step):
            weights[candidate.slot] = percent(step)
            if let live { weights[live.slot] = 100 - percent(step) }
        case .asserting:
            weights[candidate.slot] = 100
            if let live { weights[live.slot] = 0 }
        default: break
        }
        return weights
    }

    /// The candidate's share at a step; the first release has one step, to 100.
    func percent(_ step: Int) -> Int {
        live == nil || step >= plan.percentages.count ? 100 : plan.percentages[step]
    }

    var lastStep: Int { live == nil ? 0 : plan.percentages.count - 1 }

    /// What is to be done in this state.
    public var effect: RolloutEffect? {
        switch stage {
        case .idle, .held, .serving: return nil
        case .draining: return standby.map { .drain($0.slot) }
        case .stopping: return standby.map { .stop($0) }
        default: return candidate.map(effect(on:))
        }
    }

    private func effect(on candidate: Placement) -> RolloutEffect {
        switch stage {
        case .migrating: .migrate(candidate)
        case .starting: .start(candidate)
        case .waiting: .awaitReady(candidate)
        case .smoking: .smoke(candidate, beside: live)
        case .attaching: .attach(candidate)
        case .shifting(_, .raise): .setWeight(candidate.slot, weights[candidate.slot] ?? 0)
        case .shifting(_, .lower): .setWeight(candidate.slot.other, weights[candidate.slot.other] ?? 0)
        case .reading: .readWeights
        case .judging(let step): .judge(candidate: candidate, live: live, percent: percent(step))
        case .asserting: .assertVersion(candidate)
        case .reverting: .revert(to: live, from: candidate.slot)
        case .discarding: .drain(candidate.slot)
        case .removing, .idle, .draining, .stopping, .held, .serving: .stop(candidate)
        }
    }
}
