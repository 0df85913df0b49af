import Blueprint
import Foundation
import Processes
import Proving
import Stack
import Workflow

extension Workbench {
    /// `APITests.UserUpdateTests`
    func suite(of operation: String) throws -> String {
        guard let endpoint = project.blueprint.endpoint(operation) else {
            throw TaskFailure("there is no endpoint \(operation)")
        }
        return "APITests." + ServiceRenderer.suiteName(of: endpoint)
    }

    /// Runs the tests of one endpoint.
    func run(suiteOf operation: String, _ products: Products, in workspace: String) async throws -> TestRun {
        try await runner.run(
            products.tests, filters: [TestRunner.exactly(suite: try suite(of: operation))], directory: workspace,
            timeLimit: .seconds(300))
    }

    /// Keeps a run's event stream.
    func evidence(of run: TestRun, in assignment: Assignment) async throws -> Evidence {
        Evidence(
            argv: run.outcome.argv, tool: "swift-testing",
            tree: try await GitTree.id(of: assignment.workspace, supervisor),
            exitStatus: run.outcome.status.code, output: try assignment.store.storeEvidence(Data(run.events.utf8)),
            figure: Double(run.report.passed.count),
            note: "\(run.report.passed.count) of \(run.report.tests.count) tests passed")
    }
}
