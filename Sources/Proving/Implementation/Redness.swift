/// Whether a test was red for the right reason: its endpoint was not implemented yet.
///
/// Red is a test whose first issue is a failed expectation about the request under test whose observed status is 501,
/// the answer of a stub. Nothing else is: not a compile error, a crash, a time limit, an error thrown in set-up; and a test that passes
/// before its endpoint exists tests nothing.
public enum Redness: Sendable, Hashable, Codable {
    case red
    case passed
    case skipped
    case crashed
    case timedOut
    /// An error was thrown outside an expectation.
    case threw(String)
    /// An expectation failed, but none observed a status of 501.
    case otherFailure(String)

    public var isRed: Bool { self == .red }

    /// The verdict on one test of a run.
    /// - Parameter timedOut: whether the run was ended by its time limit.
    public init(_ test: TestReport.Test, timedOut: Bool = false) {
        switch test.result {
        case .passed: self = .passed
        case .skipped: self = .skipped
        case .unfinished, .notStarted: self = timedOut ? .timedOut : .crashed
        case .failed:
            // The first issue tells: what comes after a 501 is the test going on with an answer that is none.
            let first = test.issues.first
            if test.issues.contains(where: { $0.text.hasPrefix("Time limit was exceeded") }) {
                self = .timedOut
            } else if first?.observed501 == true {
                self = .red
            } else if let first, !first.isFailedExpectation {
                self = .threw(first.text)
            } else {
                self = .otherFailure(first?.text ?? "no issue was recorded")
            }
        }
    }

    /// In words, for a report.
    public var reason: String {
        switch self {
        case .red: "red: the observed status was 501"
        case .passed: "passed although its endpoint is not implemented: it tests nothing"
        case .skipped: "was skipped"
        case .crashed: "did not end: the test process crashed"
        case .timedOut: "ran out of time"
        case .threw(let text): "failed outside an expectation: \(text)"
        case .otherFailure(let text): "failed without having observed status 501: \(text)"
        }
    }
}

extension TestReport.Issue {
    /// Swift Testing prints the value of each operand: `(answer.status → 501 Not Implemented) == .ok`.
    var observed501: Bool {
        isFailedExpectation && text.contains(/[Ss]tatus(?:\.code|Code)? → 501\b/)
    }
}
