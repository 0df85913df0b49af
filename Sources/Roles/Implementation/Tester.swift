import Foundation
import Processes
import Proving
import Stack
import Workflow

/// RED: writes an endpoint's tests and sees each of them fail because the endpoint answers 501.
struct Tester: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "red" else { throw TaskFailure.unknown(assignment.task) }
        let operation = try assignment.operation
        let project = bench.project
        let suites = project.suites(of: operation).map(FileChange.init)
        if suites.isEmpty { throw TaskFailure("\(operation) has no planned cases") }
        // Done over, the endpoint and those after it are stubs again first: a test must be seen red.
        let stubs = project.stubs(from: operation) { path in
            try? String(contentsOfFile: "\(assignment.workspace)/\(path)", encoding: .utf8)
        }
        return TaskResult(
            summary: "Write the tests of \(operation), which are red", files: stubs + suites,
            requirements: project.requirements(of: operation))
    }

    func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck {
        let operation = try assignment.operation
        assignment.step("building its tests")
        let products = try await bench.builds.products(of: assignment.workspace, testsOnly: true)
        assignment.step("seeing them red")
        let run = try await bench.run(suiteOf: operation, products, in: assignment.workspace)
        let evidence = try await bench.evidence(of: run, in: assignment)
        let histories = run.report.tests.map {
            TestHistory(
                test: $0.stableID, operation: operation, before: Redness($0, timedOut: run.outcome.timedOut))
        }
        let faults = histories.filter { $0.before?.isRed != true }.map {
            "\($0.test) \($0.before?.reason ?? "was not run")"
        }
        guard !histories.isEmpty, faults.isEmpty else {
            let reason = histories.isEmpty ? "no test was run" : faults.prefix(5).joined(separator: "; ")
            throw TaskFailure("the tests of \(operation) are not red: \(reason)", evidence: [evidence])
        }
        let record = RedRecord(locks: try locks(of: operation, in: assignment.workspace), histories: histories)
        return TaskCheck(deliverables: ["tests": try JSONEncoder().encode(record)], evidence: [evidence])
    }

    /// From here on the endpoint's tests are locked, and with them what all tests stand on.
    private func locks(of operation: String, in workspace: String) throws -> [String: String] {
        let own = Set(bench.project.suites(of: operation).map(\.path))
        return try SourceFile.tests(of: workspace).reduce(into: [:]) { locks, file in
            if bench.project.isSuite(file.path), !own.contains(file.path) { return }
            locks[file.path] = LockedTests.lock(of: file)
        }
    }
}

/// What is kept of an endpoint's first step.
struct RedRecord: Codable {
    /// SHA-256 by path.
    var locks: [String: String]
    /// Each test, red.
    var histories: [TestHistory]
}
