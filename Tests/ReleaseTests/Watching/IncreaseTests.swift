import Testing

@testable import Release

/// The arithmetic of windows, on scripted samples.
@Suite struct IncreaseTests {
    @Test func `A window counts from the look before it to its last`() {
        var script = WatchScript()
        for minute in 0...10 {
            let count = Double(minute) * 60
            script.look(Int64(minute) * 60 + 1000, answers: ["2xx": count, "5xx": count / 10], fast: minute * 60)
        }
        let window = script.increase(1070, 1360)
        #expect(window.looks == 5)
        #expect(window.seconds == 300, "from the look at 1060 to the one at 1360")
        #expect(window.requests == 330)
        #expect(window.throughput == 1.1)
        #expect(window.failures == 30)
        #expect(window.latency?.total == 300)
        #expect(window.cores == 0.5)
        #expect(window.longestGap == 60)
    }

    @Test func `Windows that follow each other count everything once, over restarts of proxy and instance`() {
        var script = WatchScript()
        script.look(0, answers: ["2xx": 0])
        script.look(50, answers: ["2xx": 100], fast: 90)
        // Both died at 60, having counted more than was seen; their successors count from zero.
        script.look(100, proxy: ("again", 61), answers: ["2xx": 30], instance: ("two", 62), fast: 20)
        script.look(150, proxy: ("again", 61), answers: ["2xx": 70], instance: ("two", 62), fast: 60)
        #expect(script.increase(0, 150).requests == 170)
        #expect(script.increase(0, 150).latency?.total == 150)
        #expect(script.increase(0, 150).instances.values.map(\.starts) == [1])
        let parts = [(0, 70), (70, 120), (120, 150)].map { script.increase($0, $1) }
        #expect(parts.compactMap(\.requests) == [100, 30, 40])
        #expect(parts.compactMap(\.latency?.total) == [90, 20, 40])
        #expect(parts.map { $0.instances.values.map(\.starts) } == [[0], [1], [0]])
    }

    @Test func `What ran before anybody looked is not counted, what began in the window is`() {
        var script = WatchScript()
        script.look(1000, proxy: ("old", 10), answers: ["2xx": 5000], instance: ("young", 995), fast: 7)
        script.look(1005, proxy: ("old", 10), answers: ["2xx": 5003], instance: ("young", 995), fast: 9)
        let window = script.increase(990, 1010)
        #expect(window.requests == 3)
        #expect(window.latency?.total == 9)
        #expect(window.seconds == 5)
    }

    @Test func `A look at which an instance was silent counts nothing twice`() {
        var script = WatchScript()
        script.look(0, fast: 40)
        script.look(5, fast: 1000, silent: true)
        script.look(10, fast: 60)
        let window = script.increase(0, 10)
        #expect(window.latency?.total == 20)
        #expect(window.uptime == 0.5)
    }

    @Test func `A counter that was set back counts from there`() {
        var script = WatchScript()
        script.look(0, answers: ["2xx": 100])
        script.look(5, answers: ["2xx": 130])
        script.look(10, answers: ["2xx": 20])
        #expect(script.increase(0, 10).requests == 50)
    }

    @Test func `A label that is met for the first time began at zero`() {
        var script = WatchScript()
        script.look(0, answers: ["2xx": 100], usage: [:])
        script.look(60, answers: ["2xx": 100, "5xx": 4], usage: ["GET /v1/users|5xx": 4])
        #expect(script.increase(0, 60).failures == 4)
        #expect(script.increase(0, 60).instances.values.first?.usage["GET /v1/users|5xx"] == 4)
    }

    @Test func `A gap longer than the reach is not bridged, and is told`() {
        var script = WatchScript()
        script.look(0, answers: ["2xx": 100])
        script.look(500, answers: ["2xx": 900])
        script.look(900, answers: ["2xx": 1000])
        let window = script.increase(490, 1000)
        #expect(window.requests == 100)
        #expect(window.longestGap == 400)
        #expect(script.increase(1000, 1100).looks == 0)
        #expect(script.increase(1000, 1100).uptime == nil)
    }

    @Test func `Histograms with other buckets are added where both know`() {
        let sum =
            LatencyHistogram(bounds: [0.1, 0.2, 1], counts: [1, 2, 4, 8])
            + LatencyHistogram(bounds: [0.1, 0.5, 1], counts: [16, 32, 64, 128])
        #expect(sum == LatencyHistogram(bounds: [0.1, 1], counts: [17, 102, 136]))
    }

    @Test func `The pool is what was used of what there was`() {
        var script = WatchScript()
        script.look(0, values: ["database.read": 100])
        script.look(10, values: ["database.read": 134])
        #expect(script.increase(0, 10).pool == 0.85)
    }
}
