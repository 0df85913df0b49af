import Testing

@testable import Proving

@Suite struct RednessTests {
    private func redness(_ name: String, in stream: String = "outcomes.jsonl") throws -> Redness {
        let report = TestReport(stream: try Recorded.text(stream))
        return Redness(try #require(report.tests.first { $0.name == name }))
    }

    @Test(arguments: ["User.list.allow: a support may", "required", "parameterised"])
    func aFailedExpectationThatObserved501IsRed(_ name: String) throws {
        #expect(try redness(name).isRed)
    }

    @Test func anotherStatusIsNotRed() throws {
        #expect(try redness("other status") == .otherFailure("Expectation failed: (s → 404) == 200"))
    }

    @Test func anErrorInSetUpIsNotRed() throws {
        #expect(try redness("set-up") == .threw("Caught error: SetUp()"))
    }

    @Test func anIssueThatOnlySpeaksOf501IsNotRed() throws {
        #expect(try redness("recorded") == .threw("Issue recorded"))
    }

    @Test func passingIsNotRed() throws {
        #expect(try redness("passes") == .passed)
        #expect(try redness("known") == .passed)
        #expect(try redness("disabled") == .skipped)
    }

    @Test func aCrashIsNotRed() throws {
        #expect(try redness("crashes", in: "crash.jsonl") == .crashed)
    }

    @Test func aTimeLimitIsNotRed() throws {
        #expect(try redness("too slow", in: "time-limit.jsonl") == .timedOut)
    }

    @Test func whatFollowsA501DoesNotMakeItLessRed() {
        let test = TestReport.Test(
            id: "A.B/c()/d", name: "c", file: "f", line: 1, result: .failed,
            issues: [
                .init(text: "Expectation failed: (reply.status → 501) == 200", comments: [], file: "f", line: 2),
                .init(text: "Caught error: no link next", comments: [], file: "f", line: 3),
            ])
        #expect(Redness(test).isRed)
    }

    @Test func aNumberThatOnlyBeginsWith501IsNotRed() {
        let test = TestReport.Test(
            id: "A.B/c()/d", name: "c", file: "f", line: 1, result: .failed,
            issues: [.init(text: "Expectation failed: (reply.status → 5010) == 200", comments: [], file: "f", line: 2)])
        #expect(!Redness(test).isRed)
    }
}

@Suite struct TestFirstTests {
    private let red = TestHistory(test: "A.B/c()", operation: "User.get", before: .red, passedAfter: true)

    @Test func redThenGreenIsAHundredPerCent() {
        let reading = TestFirst.read([red], present: ["A.B/c()"])
        #expect(reading.figure == 100)
        #expect(reading.findings.isEmpty)
    }

    @Test(arguments: [
        (Redness?.none, Bool?.some(true), "A.B/d() was never seen red"),
        (.passed, true, "A.B/d() passed although its endpoint is not implemented: it tests nothing"),
        (.crashed, true, "A.B/d() did not end: the test process crashed"),
        (.red, nil, "A.B/d() was never seen green"),
        (.red, false, "A.B/d() was red and did not become green"),
    ])
    func everyOtherHistoryIsNamed(_ before: Redness?, _ after: Bool?, _ finding: String) {
        let other = TestHistory(test: "A.B/d()", operation: "User.get", before: before, passedAfter: after)
        let reading = TestFirst.read([red, other], present: ["A.B/c()", "A.B/d()"])
        #expect(reading.figure == 50)
        #expect(reading.findings == [finding])
    }

    @Test func aTestThatIsNotRecordedIsNamed() {
        let reading = TestFirst.read([red], present: ["A.B/c()", "A.B/late()"])
        #expect(reading.figure == 50)
        #expect(reading.findings == ["A.B/late() was never seen red: nothing is recorded of it"])
    }

    @Test func aRecordedTestThatIsGoneIsNamed() {
        #expect(TestFirst.read([red], present: []).figure == 0)
    }

    @Test func noTestsAreNotMeasured() {
        #expect(TestFirst.read([], present: []).figure == nil)
    }

    @Test func runsArePairedByTest() throws {
        let before = TestReport(stream: try Recorded.text("outcomes.jsonl"))
        var after = before
        for index in after.tests.indices { after.tests[index].result = .passed }
        let histories = TestHistory.pairing(operation: "User.list", before: before, after: after)
        #expect(histories.count == 10)
        #expect(
            histories.filter { $0.fault == nil }.map(\.test).sorted() == [
                "LibTests.Users/p(n:)", "LibTests.Users/red()", "LibTests.Users/req()",
            ])
    }
}
