import Testing

@testable import Proving

/// The streams in `Recorded` were written by Swift Testing 6.3.1.
@Suite struct TestReportTests {
    @Test func outcomesAreRead() throws {
        let report = TestReport(stream: try Recorded.text("outcomes.jsonl"))
        let results = Dictionary(uniqueKeysWithValues: report.tests.map { ($0.name, $0.result) })
        #expect(
            results == [
                "User.list.allow: a support may": .failed, "passes": .passed, "set-up": .failed,
                "parameterised": .failed,
                "required": .failed, "other status": .failed, "disabled": .skipped, "recorded": .failed,
                "known": .passed,
                "limit": .passed,
            ])
        #expect(report.isComplete)
        #expect(report.passed.count == 3)
        #expect(report.failed.count == 6)
    }

    @Test func anIssueCarriesItsTextAndPlace() throws {
        let report = TestReport(stream: try Recorded.text("outcomes.jsonl"))
        let test = try #require(report.tests.first { $0.name == "required" })
        #expect(
            test.issues == [
                .init(
                    text: "Expectation failed: (a.status → 501) == 200", comments: ["GET /v1/users answered 501"],
                    file: "LibTests/T.swift", line: 12)
            ])
        #expect(test.suite == "LibTests.Users")
        #expect(test.stableID == "LibTests.Users/req()")
    }

    @Test func aCrashLeavesATestUnfinished() throws {
        let report = TestReport(stream: try Recorded.text("crash.jsonl"))
        #expect(report.tests.map(\.result) == [.unfinished])
        #expect(!report.isComplete)
    }

    @Test func aFilterThatMatchesNothingLeavesNoTests() throws {
        let report = TestReport(stream: try Recorded.text("nothing.jsonl"))
        #expect(report.tests.isEmpty)
        #expect(report.isComplete)
    }

    @Test func aLineThatIsCutOffIsLeftOut() throws {
        let text = try Recorded.text("outcomes.jsonl")
        let report = TestReport(stream: String(text.prefix(text.count - 40)))
        #expect(report.tests.count == 10)
        #expect(!report.isComplete)
    }
}
