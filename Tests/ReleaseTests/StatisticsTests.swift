import Testing

@testable import Release

/// Against values that others published.
@Suite struct StatisticsTests {
    private func near(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        value.map { abs($0 - expected) <= tolerance } ?? false
    }

    /// The example of statsmodels' `proportions_ztest`: counts 5 and 12 of 83 and 99, two-sided p 0.159.
    @Test func `Two proportions as statsmodels documents them`() throws {
        let test = try #require(TwoProportionTest(Share(12, of: 99), against: Share(5, of: 83)))
        #expect(near(test.p * 2, 0.159, 0.0005))
        let reverse = try #require(TwoProportionTest(Share(5, of: 83), against: Share(12, of: 99)))
        #expect(near(reverse.z, -test.z))
        #expect(reverse.p > 0.9)
    }

    @Test func `Proportions without data say nothing, equal ones are no evidence`() {
        #expect(TwoProportionTest(Share(0, of: 0), against: Share(1, of: 10)) == nil)
        #expect(TwoProportionTest(Share(0, of: 10), against: Share(0, of: 10))?.p == 0.5)
        #expect(TwoProportionTest(Share(10, of: 10), against: Share(10, of: 10))?.p == 0.5)
    }

    /// The example of SciPy's `mannwhitneyu`: U 17, two-sided asymptotic p 0.11134688653314041.
    @Test func `Mann-Whitney as SciPy documents it`() throws {
        let test = try #require(MannWhitneyTest([19, 22, 16, 29, 24], against: [20, 11, 17, 12]))
        #expect(test.u == 17)
        #expect(near(test.p * 2, 0.11134688653314041))
        #expect(near(test.effect, 17.0 / 20))
    }

    /// SciPy 1.x, `alternative='greater', method='asymptotic'`, on the groups written out.
    @Test func `Mann-Whitney with ties as SciPy computes it`() throws {
        let test = try #require(MannWhitneyTest(groups: [10, 20, 5], against: [15, 12, 2]))
        #expect(test.u == 635)
        #expect(near(test.p, 0.028842276075344973))
    }

    @Test func `Mann-Whitney says nothing of an empty sample and of nothing but ties`() {
        #expect(MannWhitneyTest(groups: [0, 0], against: [1, 2]) == nil)
        #expect(MannWhitneyTest(groups: [5, 0], against: [7, 0]) == nil)
        #expect(MannWhitneyTest(groups: [1], against: [1, 2]) == nil)
    }

    /// SciPy's `binom.sf(k - 1, n, p)`; the last is the rule of three: none of 300 where one in a hundred fails, p 0.05.
    @Test(arguments: [
        (2, 100, 0.001, 0.004638068390424184), (20, 1000, 0.01, 0.003288359787727457),
        (5, 1000, 0.001, 0.003636878029521792), (1, 300, 0.01, 1 - 0.04904089407128587),
    ])
    func `Binomial tails as SciPy computes them`(_ k: Int, _ n: Int, _ p: Double, _ expected: Double) {
        #expect(near(BinomialTail.atLeast(k, of: n, share: p), expected, 1e-12))
    }

    @Test func `Binomial tails at their edges`() {
        #expect(BinomialTail.atLeast(0, of: 0, share: 0.1) == 1)
        #expect(BinomialTail.atLeast(1, of: 0, share: 0.1) == 0)
        #expect(BinomialTail.atLeast(1, of: 10, share: 0) == 0)
        #expect(BinomialTail.atLeast(10, of: 10, share: 1) == 1)
        #expect(BinomialTail.atLeast(1, of: 10_000_000, share: 0.5) == 1)
    }

    @Test func `What a sample can detect is what it would reject four times of five`() throws {
        let detectable = try #require(BinomialTail.detectable(1000, limit: 0.001, alpha: 0.01))
        let needed = BinomialTail.critical(of: 1000, limit: 0.001, alpha: 0.01)
        #expect(BinomialTail.atLeast(needed, of: 1000, share: 0.001) < 0.01)
        #expect(BinomialTail.atLeast(needed - 1, of: 1000, share: 0.001) >= 0.01)
        #expect(near(BinomialTail.atLeast(needed, of: 1000, share: detectable), 0.8, 1e-6))
        #expect(BinomialTail.detectable(0, limit: 0.001, alpha: 0.01) == nil)
        let more = try #require(BinomialTail.detectable(10_000, limit: 0.001, alpha: 0.01))
        #expect(more < detectable)
    }

    @Test func `A quantile is interpolated in its bucket as Prometheus does`() {
        let histogram = LatencyHistogram(bounds: [0.1, 0.2, 0.4], counts: [50, 40, 10, 0])
        #expect(near(histogram.quantile(0.5), 0.1))
        #expect(near(histogram.quantile(0.95), 0.3))
        #expect(LatencyHistogram(bounds: [0.1], counts: [0, 5]).quantile(0.5) == 0.1)
        #expect(LatencyHistogram(bounds: [0.1]).quantile(0.5) == nil)
    }

    @Test func `Counters that went back have no difference`() {
        let later = LatencyHistogram(bounds: [0.1], counts: [5, 1])
        #expect(later.since(LatencyHistogram(bounds: [0.1], counts: [2, 1]))?.counts == [3, 0])
        #expect(later.since(LatencyHistogram(bounds: [0.1], counts: [6, 0])) == nil)
        #expect(later.since(LatencyHistogram(bounds: [0.2], counts: [1, 0])) == nil)
    }
}
