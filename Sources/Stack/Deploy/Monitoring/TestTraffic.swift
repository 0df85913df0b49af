/// Traffic for the tests of rules: requests of one route, by status.
struct TestTraffic: Sendable {
    let words: PromQL
    let route: String

    init(_ words: PromQL, route: String) {
        self.words = words
        self.route = route
    }

    var instance: [(String, String)] { [("job", words.job), ("instance", "127.0.0.1:8081")] }

    private func labels(_ status: String) -> [(String, String)] {
        instance + [("method", "GET"), ("route", route), ("status", status)]
    }

    /// 600 requests a minute of which this share fails.
    func failing(_ share: Double, minutes: Int = 30) -> [TestSeries] {
        let name = PromQL.duration + "_count"
        return [
            .counter(name, labels("200"), perMinute: 600 * (1 - share), minutes: minutes),
            .counter(name, labels("500"), perMinute: 600 * share, minutes: minutes),
        ]
    }

    /// Failures of this share that ended after half an hour; the traffic goes on.
    func recovered(_ share: Double, minutes: Int) -> [TestSeries] {
        let name = PromQL.duration + "_count"
        let (failed, end) = (PromQL.number(600 * share), PromQL.number(600 * share * 30))
        return [
            .counter(name, labels("200"), perMinute: 600, minutes: minutes + 30),
            TestSeries(name: name, labels: labels("500"), values: "0+\(failed)x30 \(end)x\(minutes)"),
        ]
    }

    /// A request a minute, one of which fails.
    var quietNight: [TestSeries] {
        let name = PromQL.duration + "_count"
        return [
            .counter(name, labels("200"), perMinute: 1),
            TestSeries(name: name, labels: labels("500"), values: "0x15 1x15"),
        ]
    }

    /// Requests of which a share is answered within some seconds and all within twice that.
    func answered(_ share: Double, within seconds: Double, perMinute: Double = 600) -> [TestSeries] {
        let bucket = { (bound: String, count: Double) in
            TestSeries.counter(PromQL.duration + "_bucket", labels("200") + [("le", bound)], perMinute: count)
        }
        return [
            bucket(MetricText.number(seconds), perMinute * share), bucket(MetricText.number(2 * seconds), perMinute),
            bucket("+Inf", perMinute),
            .counter(PromQL.duration + "_count", labels("200"), perMinute: perMinute),
        ]
    }
}
