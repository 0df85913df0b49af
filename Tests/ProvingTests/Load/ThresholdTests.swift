import Testing

@testable import Proving

@Suite struct ThresholdTests {
    @Test(
        "k6's conditions are read",
        arguments: [
            ("p(95)<200", Threshold(.duration, .percentile(95), .less, 200)),
            (" p(99.9) <= 500.5 ", Threshold(.duration, .percentile(99.9), .lessOrEqual, 500.5)),
            ("rate<0.001", Threshold(.failed, .rate, .less, 0.001)),
            ("count>=100", Threshold(.requests, .count, .greaterOrEqual, 100)),
            ("http_req_duration: avg!=3", Threshold(.duration, .avg, .unequal, 3)),
            (
                "http_req_duration{endpoint:User.list}: med>1",
                Threshold(.duration, endpoint: "User.list", .med, .greater, 1)
            ),
            (
                "http_req_failed{ endpoint: GET /a:b }: rate==0",
                Threshold(.failed, endpoint: "GET /a:b", .rate, .equal, 0)
            ),
            ("http_reqs:rate>990", Threshold(.requests, .rate, .greater, 990)),
            ("dropped_iterations: count===0", Threshold(.dropped, .count, .strictlyEqual, 0)),
        ]) func reading(text: String, threshold: Threshold) throws
    {
        let read = try Threshold(text)
        #expect(read == threshold)
        #expect(try Threshold(read.text) == threshold)
    }

    @Test(
        "anything else is refused, with what is wrong",
        arguments: [
            ("", "no aggregation"), ("p(95)", "no aggregation"), ("p95<200", "no aggregation `p95`"),
            ("p(101)<200", "0 to 100"), ("p<200", "0 to 100"), ("p(95)<fast", "no number"),
            ("p(95)=200", "no aggregation"),
            ("http_reqs: p(95)<200", "http_reqs has no"), ("latency: p(95)<200", "no metric"),
            ("http_req_duration: rate<1", "has no `rate`"),
            ("dropped_iterations{endpoint:a}: count<1", "not counted by endpoint"),
            ("rate<nan", "no number"), ("rate(3)<1", "no aggregation `rate`"),
        ]) func refusing(text: String, reason: String)
    {
        let error = #expect(throws: Threshold.Invalid.self) { try Threshold(text) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("a threshold holds or not by what was measured") func checking() throws {
        let measurement = Measurements.of(
            ["fast": Array(repeating: 10, count: 90), "slow": Array(repeating: 400, count: 10)], failures: 2)
        let check = { (text: String) in try Threshold(text).check(measurement) }
        #expect(try check("p(90)<11").holds)
        #expect(try !check("p(95)<200").holds)
        #expect(abs(try #require(try check("p(95)<200").value) - 400) < 1)
        #expect(try check("http_req_duration{endpoint:fast}: max<11").holds)
        #expect(try !check("http_req_duration{endpoint:slow}: min<11").holds)
        #expect(try check("http_req_failed: rate<=0.02").holds)
        #expect(try !check("rate<0.02").holds)
        #expect(try check("http_reqs: count==100").holds)
        #expect(try check("http_reqs: rate>49").holds)
        #expect(try check("dropped_iterations: count==0").holds)
        let avg = try #require(try check("avg<50").value)
        #expect(abs(avg - 49) < 1)
    }

    @Test("what was not measured does not hold") func missing() throws {
        let measurement = Measurements.of(["a": [1]])
        let result = try Threshold("http_req_failed{endpoint:b}: rate<1").check(measurement)
        #expect(result.value == nil)
        #expect(!result.holds)
    }
}
