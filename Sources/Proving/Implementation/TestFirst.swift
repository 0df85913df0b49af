/// How one test went before its endpoint was implemented, and after.
public struct TestHistory: Sendable, Hashable, Codable {
    /// `APITests.UserList/allow()`
    public var test: String
    /// The operation it belongs to: `User.list`.
    public var operation: String
    /// Of the run that preceded the implementation; nil: there was none.
    public var before: Redness?
    /// Whether it passed in the run that followed; nil: there was none.
    public var passedAfter: Bool?

    public init(test: String, operation: String, before: Redness? = nil, passedAfter: Bool? = nil) {
        self.test = test
        self.operation = operation
        self.before = before
        self.passedAfter = passedAfter
    }

    /// What is wrong with its history; nil: it was red, then green.
    public var fault: String? {
        guard let before else { return "\(test) was never seen red" }
        guard before.isRed else { return "\(test) \(before.reason)" }
        switch passedAfter {
        case nil: return "\(test) was never seen green"
        case false?: return "\(test) was red and did not become green"
        case true?: return nil
        }
    }

    /// Pairs the tests of a run before with those of a run after.
    public static func pairing(
        operation: String, before: TestReport, beforeTimedOut: Bool = false, after: TestReport
    ) -> [TestHistory] {
        var histories = before.tests.map {
            TestHistory(test: $0.stableID, operation: operation, before: Redness($0, timedOut: beforeTimedOut))
        }
        for test in after.tests {
            let passed = test.result == .passed
            if let index = histories.firstIndex(where: { $0.test == test.stableID }) {
                histories[index].passedAfter = passed
            } else {
                histories.append(TestHistory(test: test.stableID, operation: operation, passedAfter: passed))
            }
        }
        return histories
    }
}

/// Share of the tests that were seen red, then green.
public enum TestFirst {
    static let unit = "%"

    /// - Parameters:
    ///   - histories: what was recorded while the endpoints were built.
    ///   - present: the tests that the service has now (`stableID`), so that one added behind the record's back counts.
    public static func read(_ histories: [TestHistory], present: [String]) -> Reading {
        let recorded = Set(histories.map(\.test))
        let findings =
            histories.compactMap(\.fault)
            + present.filter { !recorded.contains($0) }.map { "\($0) was never seen red: nothing is recorded of it" }
            + recorded.subtracting(present).sorted().map { "\($0) is recorded, but the service has no such test" }
        let total = max(recorded.union(present).count, findings.count)
        return .share(without: findings, of: total, unit, details: ["tests": Double(present.count)])
    }
}
