import Foundation

/// What one run of a Swift Testing binary reported, read from its event stream (`--event-stream-output-path`).
public struct TestReport: Sendable, Equatable {
    /// How one test went.
    public enum Result: Sendable, Equatable {
        case passed
        case failed
        case skipped
        /// It began and never ended: the process crashed or was ended.
        case unfinished
        /// It was found and never began.
        case notStarted
    }

    /// Something a test recorded that makes it fail.
    public struct Issue: Sendable, Equatable {
        /// `Expectation failed: (answer.status → 501) == 200`
        public var text: String
        /// What the test's author added.
        public var comments: [String]
        public var file: String
        public var line: Int

        /// Whether `#expect` or `#require` recorded it, not a thrown error, a time limit or `Issue.record`.
        public var isFailedExpectation: Bool { text.hasPrefix("Expectation failed: ") }
    }

    public struct Test: Sendable, Equatable {
        /// `APITests.UserList/allow()/UserListTests.swift:12:6`
        public var id: String
        /// The name it is shown by; it carries requirement ids.
        public var name: String
        public var file: String
        public var line: Int
        public var result: Result
        /// Those that make it fail; known issues are left out.
        public var issues: [Issue]

        /// `APITests.UserList`
        public var suite: String { id.split(separator: "/").first.map(String.init) ?? id }
        /// `APITests.UserList/allow()`: without the place in the file, so that it names the same test after an edit.
        public var stableID: String { id.split(separator: "/").prefix(2).joined(separator: "/") }
    }

    /// Test functions, not suites, in the stream's order.
    public var tests: [Test]
    /// Whether the run came to its own end; a crash, a time limit or a kill cuts the stream.
    public var isComplete: Bool

    public var passed: [Test] { tests.filter { $0.result == .passed } }
    public var skipped: [Test] { tests.filter { $0.result == .skipped } }
    /// All that did not pass and were not skipped on purpose.
    public var failed: [Test] { tests.filter { $0.result != .passed && $0.result != .skipped } }

    /// - Parameter stream: JSON lines. Lines that are no record of a known kind are left out: the format may grow, and
    ///   a crash may cut the last one.
    public init(stream: String) {
        var order: [String] = []
        var tests: [String: Test] = [:]
        isComplete = false
        let decoder = JSONDecoder()
        for line in stream.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let record = try? decoder.decode(Record.self, from: Data(line)) else { continue }
            switch record.kind {
            case "test" where record.payload.kind == "function":
                guard let test = Test(record.payload) else { continue }
                if tests.updateValue(test, forKey: test.id) == nil { order.append(test.id) }
            case "event":
                if record.payload.kind == "runEnded" { isComplete = true }
                if let id = record.payload.testID { tests[id]?.apply(record.payload) }
            default: continue
            }
        }
        self.tests = order.compactMap { tests[$0] }
    }
}

extension TestReport.Test {
    fileprivate init?(_ payload: Payload) {
        guard let id = payload.id, let name = payload.name, let location = payload.sourceLocation else { return nil }
        self.init(
            id: id, name: payload.displayName ?? name, file: location.fileID, line: location.line, result: .notStarted,
            issues: [])
    }

    fileprivate mutating func apply(_ event: Payload) {
        switch event.kind {
        case "testStarted": result = .unfinished
        case "testSkipped": result = .skipped
        case "issueRecorded":
            guard let issue = event.issue, issue.isFailure ?? !issue.isKnown, !issue.isKnown else { return }
            let texts = event.messages?.map(\.text) ?? []
            issues.append(
                .init(
                    text: texts.first ?? "", comments: Array(texts.dropFirst()),
                    file: issue.sourceLocation?.fileID ?? "",
                    line: issue.sourceLocation?.line ?? 0))
        case "testEnded":
            let failed = !issues.isEmpty || event.messages?.first?.symbol == "fail"
            result = failed ? .failed : .passed
        default: break
        }
    }
}

/// One line of the stream, as far as it is read here: version 6.3 of Swift Testing's schema.
private struct Record: Decodable {
    var kind: String
    var payload: Payload
}

private struct Payload: Decodable {
    struct Location: Decodable {
        var fileID: String
        var line: Int
    }

    struct Issue: Decodable {
        var isKnown: Bool
        var isFailure: Bool?
        var sourceLocation: Location?
    }

    struct Message: Decodable {
        var symbol: String
        var text: String
    }

    var kind: String
    var id: String?
    var name: String?
    var displayName: String?
    var sourceLocation: Location?
    var testID: String?
    var messages: [Message]?
    var issue: Issue?
}
