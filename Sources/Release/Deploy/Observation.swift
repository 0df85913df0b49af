/// Watches one step of a rollout until it is judged.
struct Observation {
    let target: any Target
    let store: ReleaseStore
    let state: RolloutState

    private var plan: RolloutPlan { state.plan }
    /// Between two judgements, of which each takes its part of the risk.
    private var interval: Duration { .seconds(max(plan.patience, plan.dwell) / Double(max(1, plan.criteria.looks))) }
    /// Between two questions whether it is well, which take none of the risk.
    private var pulse: Duration { min(interval, .seconds(1)) }

    /// - Returns: `judged`; `restarted` when the live version had died and was started again: the step is watched anew then;
    ///   `rollback` when somebody asked for one.
    func watch() async throws -> RolloutEvent {
        guard let candidate = state.candidate else { throw EventRefused(description: "there is no candidate") }
        let judge = Judge(plan.criteria)
        let begun = ContinuousClock.now
        // One probe may be lost; two are not.
        var firstSeen = try await look(at: candidate)
        if firstSeen == nil {
            try await Task.sleep(for: pulse)
            firstSeen = try await look(at: candidate)
        }
        guard let first = firstSeen else {
            return .judged(Judgement(.fail, ["the candidate does not answer"]))
        }
        let firstLive = await observeLive()
        var missed = 0
        var nextJudgement = begun + interval
        while true {
            try await Task.sleep(for: pulse)
            if let reason = store.takeRequest() { return .rollback(reason) }
            if let event = try await reviveLive() { return event }
            guard let instance = candidate.instance, try await target.isRunning(instance) else {
                return .judged(Judgement(.fail, ["the candidate died"]))
            }
            guard let seen = try await look(at: candidate), seen.isHealthy else {
                missed += 1
                if missed < 2 { continue }
                return .judged(Judgement(.fail, ["the candidate does not answer /readyz with 200"]))
            }
            missed = 0
            if seen.hasRestarted(since: first) { return .judged(Judgement(.fail, ["the candidate died"])) }
            guard let sample = seen.since(first) else {
                // The router was started again and counts anew.
                return .countsBeganAnew
            }
            guard ContinuousClock.now >= nextJudgement else { continue }
            nextJudgement += interval
            let live = await observeLive()
            let judgement = judge.judge(sample, beside: firstLive.flatMap { live?.since($0) })
            if let event = settled(judgement, after: ContinuousClock.now - begun) { return event }
        }
    }

    /// What is seen of the candidate; nil when it does not answer. A proxy that died is no fault of the candidate's: it is
    /// started again, and asked again.
    /// - Throws: what the proxy says when it does not come back.
    private func look(at candidate: Placement) async throws -> Sample? {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            try await target.ensure(state.routing)
            do { return try await target.observe(candidate) } catch let error as ReleaseError where error.isOfTheProxy {
                guard ContinuousClock.now < deadline else { throw error }
                // A process that was killed may run for a moment longer.
                try await Task.sleep(for: .milliseconds(50))
            } catch { return nil }
        }
    }

    private func settled(_ judgement: Judgement, after elapsed: Duration) -> RolloutEvent? {
        switch judgement.verdict {
        case .fail: return .judged(judgement)
        case .pass: return elapsed >= .seconds(plan.dwell) ? .judged(judgement) : nil
        case .inconclusive:
            let limit = state.isPromoted ? plan.dwell : max(plan.patience, plan.dwell)
            return elapsed >= .seconds(limit) ? .judged(judgement) : nil
        }
    }

    private func observeLive() async -> Sample? {
        guard let live = state.live else { return nil }
        return try? await target.observe(live)
    }

    /// The candidate does not have to suffer for a live version that died.
    private func reviveLive() async throws -> RolloutEvent? {
        guard let live = state.live, let instance = live.instance, try await !target.isRunning(instance) else {
            return nil
        }
        let driver = RolloutDriver(target: target, store: store)
        return .restarted(live.slot, try await driver.revive(live, weight: state.weights[live.slot] ?? 0))
    }
}
