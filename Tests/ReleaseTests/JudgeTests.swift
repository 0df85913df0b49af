import Testing

@testable import Release

@Suite struct JudgeTests {
    private static let bounds = [0.005, 0.01, 0.05, 0.1, 0.5, 1]
    private let judge = Judge(Criteria())

    private func sample(
        _ requests: Int, errors: Int = 0, latency: [Int]? = nil, healthy: Bool = true
    ) -> Sample {
        Sample(
            requests: requests, errors: errors,
            latency: LatencyHistogram(bounds: Self.bounds, counts: latency ?? [requests, 0, 0, 0, 0, 0, 0]),
            isHealthy: healthy)
    }

    @Test func `A sound candidate passes, and is told what would have been seen`() {
        let judgement = judge.judge(sample(1000), beside: sample(1000))
        #expect(judgement.verdict == .pass)
        #expect(judgement.summary.contains("would have been seen with 80 % probability"))
    }

    @Test func `No data never passes`() {
        #expect(judge.judge(sample(0), beside: sample(10_000)).verdict == .inconclusive)
        #expect(judge.judge(sample(99), beside: nil).verdict == .inconclusive)
        #expect(judge.judge(sample(1000, latency: [0, 0, 0, 0, 0, 0, 0]), beside: nil).verdict == .inconclusive)
    }

    @Test func `An unhealthy candidate fails without any request`() {
        #expect(judge.judge(sample(0, healthy: false), beside: nil).verdict == .fail)
    }

    @Test func `One in fifty fails, one by chance is inconclusive`() {
        #expect(judge.judge(sample(300, errors: 6), beside: sample(3000)).verdict == .fail)
        #expect(judge.judge(sample(300, errors: 1), beside: nil).verdict == .inconclusive)
        #expect(judge.judge(sample(10_000, errors: 8), beside: nil).verdict == .pass)
    }

    @Test func `Errors within the limit fail when the live version has none of them`() {
        var criteria = Criteria()
        criteria.errorShare = 0.05
        let judgement = Judge(criteria).judge(sample(2000, errors: 60), beside: sample(2000))
        #expect(judgement.verdict == .fail)
        #expect(judgement.summary.contains("beside 0 % of the live version's"))
        #expect(Judge(criteria).judge(sample(2000, errors: 60), beside: sample(2000, errors: 55)).verdict == .pass)
    }

    @Test func `A p95 beyond the limit fails`() {
        let judgement = judge.judge(sample(1000, latency: [800, 0, 0, 0, 0, 200, 0]), beside: nil)
        #expect(judgement.verdict == .fail)
        #expect(judgement.summary.contains("p95 is"))
    }

    @Test func `A p95 beyond the limit by chance is inconclusive`() {
        #expect(judge.judge(sample(100, latency: [93, 0, 0, 0, 0, 7, 0]), beside: nil).verdict == .inconclusive)
    }

    @Test func `Slower than the live version fails, though within the limit`() {
        let slow = sample(500, latency: [0, 0, 500, 0, 0, 0, 0])
        #expect(judge.judge(slow, beside: sample(500)).verdict == .fail)
        #expect(judge.judge(slow, beside: slow).verdict == .pass)
    }

    @Test func `A difference that nobody notices passes, however significant`() {
        let slightly = sample(100_000, latency: [90_000, 10_000, 0, 0, 0, 0, 0])
        let live = sample(100_000, latency: [93_000, 7_000, 0, 0, 0, 0, 0])
        #expect(judge.judge(slightly, beside: live).verdict == .pass)
    }

    @Test func `Slower in most pairs by a fraction of a millisecond is what a new process is`() {
        func sample(_ latency: [Int]) -> Sample {
            Sample(
                requests: 1000, errors: 0,
                latency: LatencyHistogram(bounds: [0.000_5, 0.001, 0.002, 0.05], counts: latency), isHealthy: true)
        }
        #expect(judge.judge(sample([300, 600, 100, 0, 0]), beside: sample([800, 150, 50, 0, 0])).verdict == .pass)
        #expect(judge.judge(sample([0, 0, 100, 900, 0]), beside: sample([800, 150, 50, 0, 0])).verdict == .fail)
    }
}
