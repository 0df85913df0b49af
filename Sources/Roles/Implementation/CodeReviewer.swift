import Foundation
import Proving
import Workflow

/// REFACTOR: looks an endpoint over. What the built-in developer renders is already as simple as this reviewer could make it,
/// so it changes nothing; it holds the endpoint to the reviewer's checks and the whole suite to green.
struct CodeReviewer: Agent {
    let bench: Workbench

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        guard assignment.task.definition == "refactor" else { throw TaskFailure.unknown(assignment.task) }
        return TaskResult(summary: "Review \(try assignment.operation)")
    }

    func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck {
        let operation = try assignment.operation
        let red = try JSONDecoder().decode(
            RedRecord.self, from: assignment.deliverables.content(of: "tests:\(operation)"))
        assignment.step("reviewing")
        let review = try await review(assignment, red)
        let findings = review.flatMap { $0.value.findings }
        if !findings.isEmpty { throw TaskFailure("\(operation): \(findings.prefix(5).joined(separator: "; "))") }
        assignment.step("running every test")
        let products = try await bench.builds.products(of: assignment.workspace, testsOnly: true)
        let run = try await bench.runner.run(
            products.tests, filters: ["^APITests\\."], directory: assignment.workspace)
        let evidence = try await bench.evidence(of: run, in: assignment)
        guard run.isGreen else {
            throw TaskFailure(
                "not all tests are green: \(run.faults.prefix(5).joined(separator: "; "))", evidence: [evidence])
        }
        let figures = review.mapValues { $0.figure ?? 0 }
        return TaskCheck(deliverables: ["review": try JSONEncoder().encode(figures)], evidence: [evidence])
    }

    /// What must not be: each reading counts faults.
    private func review(_ assignment: Assignment, _ red: RedRecord) async throws -> [String: Reading] {
        let workspace = assignment.workspace
        let api = try SourceFile.swift(in: "Sources/API", of: workspace)
        return [
            "lint": try await Lint(bench.toolbox).read(workspace: workspace),
            "locked tests": LockedTests.read(
                locks: red.locks, present: try SourceFile.tests(of: workspace).filter { red.locks[$0.path] != nil }),
            "bound parameters": BoundParameters.read(api),
        ]
    }
}
