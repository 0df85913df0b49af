import Testing

@testable import Proving

@Suite struct ProfileTests {
    private func search(from rate: Double, _ finding: (Double) -> StressSearch.Finding) -> StressSearch {
        var search = StressSearch(from: rate)
        while let next = search.next { search.record(finding(next), at: next) }
        return search
    }

    @Test("the rate is doubled, then bisected", arguments: [130.0, 999, 1000, 5000, 77])
    func stress(capacity: Double) throws {
        let search = search(from: 100) { $0 <= capacity ? .meets : .misses }
        let best = try #require(search.best)
        #expect(best <= capacity)
        #expect(best * 1.1 >= capacity)
        #expect(!search.isGeneratorLimited)
        #expect(search.steps.count < 16)
    }

    @Test("the search goes down from a first rate that is too high, and gives up in the end") func tooHigh() {
        #expect(search(from: 1000) { $0 <= 200 ? .meets : .misses }.best.map { $0 > 180 } == true)
        let none = search(from: 1000) { _ in .misses }
        #expect(none.best == nil)
        #expect(none.steps.count < 12)
    }

    @Test("a search that ends at the generator's limit says so") func generatorLimited() {
        let search = search(from: 100) { $0 <= 1000 ? .meets : .invalid }
        #expect(search.isGeneratorLimited)
        #expect((search.best ?? 0) <= 1000)
    }

    @Test("a spike is ten times the rate for a quarter of the time") func spike() {
        #expect(
            Spike(rate: 10, seconds: 40).stages == [
                LoadStage(rate: 10, seconds: 10), LoadStage(rate: 100, seconds: 10), LoadStage(rate: 10, seconds: 20),
            ])
    }

    @Test("recovery is when three seconds in a row are good") func recovery() {
        let spike = Spike(rate: 10, seconds: 20)
        let series = { (bad: Set<Int>) in
            (1...20).map { Measurements.second(Double($0), p95: bad.contains($0) ? 900 : 20) }
        }
        #expect(spike.recovery(series([7, 8, 9, 10]), p95: 200) == 0)
        #expect(spike.recovery(series([9, 10, 11, 12]), p95: 200) == 2)
        #expect(spike.recovery(series([11, 14]), p95: 200) == 4)
        #expect(spike.recovery(series(Set(5...20)), p95: 200) == nil)
        #expect(spike.recovery(series(Set(5...18)), p95: 200) == nil)
        var failing = series([])
        failing[10].failures = 1
        #expect(spike.recovery(failing, p95: 200) == 1)
        failing[10].failures = 0
        failing[10].completed = 0
        #expect(spike.recovery(failing, p95: 200) == 1)
    }

    @Test("a trend is the median slope, whatever a few points do") func trend() throws {
        var points = (0..<100).map { (time: Double($0), value: 3 + 2 * Double($0)) }
        points[50].value = 1e9
        points[51].value = -1e9
        #expect(abs(try #require(Trend.slope(points)) - 2) < 1e-9)
        #expect(Trend.slope([(1, 1)]) == nil)
        #expect(Trend.slope([(1, 1), (1, 2)]) == nil)
        #expect(Trend.slope((0..<5000).map { (Double($0), Double($0)) }) == 1)
    }

    @Test("what grows over time is told by the hour") func endurance() throws {
        let series = (1...100).map {
            Measurements.second(Double($0), p95: 10 + Double($0) / 3600, rss: 1_000_000 + $0 * 1000)
        }
        let found = Endurance(series)
        #expect(abs(try #require(found.memory) - 3_600_000) < 1)
        #expect(abs(try #require(found.p95) - 1) < 1e-6)
        #expect(Endurance([]).memory == nil)
    }
}
