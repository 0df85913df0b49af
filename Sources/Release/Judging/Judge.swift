/// Judges a candidate by what was seen of it, on absolute limits and beside the live version over the same time. Pure.
public struct Judge: Sendable {
    public var criteria: Criteria

    public init(_ criteria: Criteria) { self.criteria = criteria }

    /// - Parameters: what was seen since the step began; `live` is nil, or empty, when it had no traffic.
    public func judge(_ candidate: Sample, beside live: Sample?) -> Judgement {
        guard candidate.isHealthy else { return Judgement(.fail, ["the candidate does not answer /readyz with 200"]) }
        guard candidate.requests >= criteria.minimumRequests else {
            return Judgement(
                .inconclusive,
                ["\(candidate.requests) requests reached the candidate, fewer than \(criteria.minimumRequests)"])
        }
        guard candidate.latency.total > 0 else {
            return Judgement(.inconclusive, ["the candidate reported no latencies"])
        }
        var reasons = absolute(candidate)
        if let live { reasons += comparison(candidate, live) }
        if !reasons.isEmpty { return Judgement(.fail, reasons) }
        let doubts = doubts(candidate)
        if !doubts.isEmpty { return Judgement(.inconclusive, doubts) }
        return Judgement(.pass, [figures(candidate)])
    }

    /// Evidence that the candidate breaks a limit.
    private func absolute(_ candidate: Sample) -> [String] {
        var reasons: [String] = []
        let share = candidate.errorShare
        let p = BinomialTail.atLeast(share.count, of: share.total, share: criteria.errorShare)
        if p < criteria.alphaOfLook {
            reasons.append(
                "\(share.count) of \(share.total) requests failed (\(percent(share.value))), more than \(percent(criteria.errorShare)) (p \(probability(p)))"
            )
        }
        if let p95 = candidate.latency.quantile(0.95), p95 > criteria.p95, slowTailIsEvident(candidate.latency) {
            reasons.append("p95 is \(milliseconds(p95)), more than \(milliseconds(criteria.p95))")
        }
        return reasons
    }

    /// More requests beyond the limit than chance brings where one in twenty lies beyond it.
    private func slowTailIsEvident(_ latency: LatencyHistogram) -> Bool {
        let within = zip(latency.bounds, latency.counts).filter { $0.0 <= criteria.p95 }.reduce(0) { $0 + $1.1 }
        let beyond = latency.total - within
        return BinomialTail.atLeast(beyond, of: latency.total, share: 0.05) < criteria.alphaOfLook
    }

    /// Evidence that the candidate is worse than what serves beside it.
    private func comparison(_ candidate: Sample, _ live: Sample) -> [String] {
        var reasons: [String] = []
        if live.requests >= criteria.minimumRequests,
            let test = TwoProportionTest(candidate.errorShare, against: live.errorShare), test.p < criteria.alphaOfLook
        {
            reasons.append(
                "\(percent(candidate.errorShare.value)) of requests fail, beside \(percent(live.errorShare.value)) of the live version's (p \(probability(test.p)))"
            )
        }
        if live.latency.total >= criteria.minimumRequests, live.latency.bounds == candidate.latency.bounds,
            let test = MannWhitneyTest(groups: candidate.latency.counts, against: live.latency.counts),
            test.p < criteria.alphaOfLook, test.effect > criteria.slowerEffect,
            isNoticeablySlower(candidate.latency, live.latency)
        {
            reasons.append(
                "slower than the live version in \(percent(test.effect)) of pairs (p \(probability(test.p)))")
        }
        return reasons
    }

    /// By a hundredth of the promised p95 in the middle or in the tail: a process that has just begun is slower by a fraction
    /// of a millisecond, which a comparison of ranks sees and no client does.
    private func isNoticeablySlower(_ candidate: LatencyHistogram, _ live: LatencyHistogram) -> Bool {
        [0.5, 0.95].contains { quantile in
            guard let one = candidate.quantile(quantile), let other = live.quantile(quantile) else { return true }
            return one - other > criteria.p95 / 100
        }
    }

    /// Beyond a limit, though chance may have done it.
    private func doubts(_ candidate: Sample) -> [String] {
        var doubts: [String] = []
        let share = candidate.errorShare
        if share.value > criteria.errorShare {
            doubts.append(
                "\(share.count) of \(share.total) requests failed, beyond \(percent(criteria.errorShare)) but perhaps by chance"
            )
        }
        if let p95 = candidate.latency.quantile(0.95), p95 > criteria.p95 {
            doubts.append("p95 is \(milliseconds(p95)), beyond \(milliseconds(criteria.p95)) but perhaps by chance")
        }
        return doubts
    }

    private func figures(_ candidate: Sample) -> String {
        let p95 = candidate.latency.quantile(0.95).map(milliseconds) ?? "none"
        let detectable = BinomialTail.detectable(
            candidate.requests, limit: criteria.errorShare, alpha: criteria.alphaOfLook)
        return "\(candidate.requests) requests, \(candidate.errors) failed, p95 \(p95); a share of failures of "
            + "\(detectable.map(percent) ?? "any size") would have been seen with 80 % probability"
    }

    private func percent(_ share: Double) -> String { "\((share * 100).short) %" }
    private func milliseconds(_ seconds: Double) -> String { "\(((seconds * 10_000).rounded() / 10).short) ms" }
    private func probability(_ p: Double) -> String { p < 0.001 ? "< 0.001" : p.short }
}
