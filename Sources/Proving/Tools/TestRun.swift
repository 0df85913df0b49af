import Foundation
import Processes

/// Runs a copy of a test binary and reads its event stream.
public struct TestRunner: Sendable {
    /// A crash is told by the exit status; its stack would be unwound for seconds. What counters of coverage have counted
    /// is of use to `Coverage` only.
    private static let standard: [String: String?] = [
        "SWIFT_BACKTRACE": "enable=no", "LLVM_PROFILE_FILE": "/dev/null",
    ]

    let supervisor: Supervisor

    public init(_ supervisor: Supervisor) { self.supervisor = supervisor }

    /// - Parameters:
    ///   - binary: the `.xctest` file.
    ///   - filters: regular expressions on test ids (`APITests.UserList/allow()`), any of which selects a test; empty:
    ///     all tests. See `exactly`.
    ///   - directory: the working directory, from which a service's tests find its files.
    public func run(
        _ binary: String, filters: [String] = [], directory: String? = nil, environment: [String: String?] = [:],
        timeLimit: Duration = .seconds(600)
    ) async throws -> TestRun {
        let stream = NSTemporaryDirectory() + "/fivegate-events-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: stream) }
        var arguments = ["--testing-library", "swift-testing", "--event-stream-output-path", stream]
        for filter in filters { arguments += ["--filter", filter] }
        let outcome = try await supervisor.run(
            Command(
                binary, arguments, directory: directory,
                environment: Self.standard.merging(environment) { $1 }, timeLimit: timeLimit, mergesErrors: true))
        let events = (try? String(contentsOfFile: stream, encoding: .utf8)) ?? ""
        return TestRun(outcome: outcome, report: TestReport(stream: events), events: events)
    }

    /// The filter that selects the tests of one suite: `APITests.UserList`.
    public static func exactly(suite: String) -> String { "^\(NSRegularExpression.escapedPattern(for: suite))/" }

    /// The filter that selects one test: `APITests.UserList/allow()`.
    public static func exactly(test: String) -> String { "^\(NSRegularExpression.escapedPattern(for: test))/" }
}

/// A run of tests that has ended.
public struct TestRun: Sendable {
    public var outcome: Outcome
    public var report: TestReport
    /// The event stream itself, for the evidence.
    public var events: String

    /// Whether it ran at least one test, all passed, and it came to its own end. A filter that matches nothing is no
    /// success: it proves nothing.
    public var isGreen: Bool { faults.isEmpty }

    /// What is wrong, one line each.
    public var faults: [String] {
        var faults = report.failed.map { test in
            let reason = test.issues.first?.text ?? (outcome.timedOut ? "ran out of time" : "did not end")
            return "\(test.name) (\(test.file):\(test.line)): \(reason)"
        }
        if report.tests.isEmpty { faults.append("no test was run") }
        if outcome.timedOut {
            faults.append("the run was ended by its time limit")
        } else if !report.isComplete {
            faults.append("the test process ended early, with status \(outcome.status.code)")
        } else if !outcome.isSuccess, faults.isEmpty {
            faults.append("the test process ended with status \(outcome.status.code)")
        }
        return faults
    }
}
