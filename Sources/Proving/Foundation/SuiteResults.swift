/// Share of tests that pass; none at all is not measured, and a run that was cut off never has 100 %.
public struct SuiteResults: Sendable {
    static let unit = "%"

    let runner: TestRunner

    public init(_ toolbox: Toolbox) { runner = TestRunner(toolbox.supervisor) }

    /// - Parameter module: the test target: `PlatformTests`; nil: all of them.
    public func read(_ products: Products, module: String? = nil, workspace: String) async throws -> Reading {
        let run = try await runner.run(
            products.tests, filters: module.map { ["^\($0)\\."] } ?? [], directory: workspace)
        return Self.reading(run)
    }

    static func reading(_ run: TestRun) -> Reading {
        let report = run.report
        let details = [
            "passed": Double(report.passed.count), "failed": Double(report.failed.count),
            "skipped": Double(report.skipped.count),
        ]
        if report.passed.isEmpty, report.failed.isEmpty {
            return Reading(
                nil, unit, findings: ["no test was run"] + run.faults, details: details, runs: [run.outcome])
        }
        // A skipped test proves nothing. A run that was cut off has a fault of its own beside those of its tests.
        let findings = run.faults + report.skipped.map { "\($0.name) was skipped" }
        return .share(
            without: findings, of: max(report.tests.count, findings.count), unit, details: details, runs: [run.outcome])
    }
}
