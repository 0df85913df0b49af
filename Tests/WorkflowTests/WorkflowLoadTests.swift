import Foundation
import Source
import Testing

@testable import Workflow

@Suite struct WorkflowLoadTests {
    /// The instruments that the standard workflow uses, one for each criterion of the design's table.
    static let standardInstruments: Set<String> = [
        "openapi.coverage", "openapi.validity", "schema.normal-form", "schema.full-scans", "schema.temporary-sorts",
        "migrations.round-trip", "test-plan.coverage", "approval", "build.warnings", "server.readiness",
        "server.database", "platform.suite", "pipeline.commands", "readme.commands", "endpoints.implemented",
        "tests.seen-red", "tests.green", "coverage.lines", "style.format", "style.lint", "mutation.score",
        "review.function-size", "review.file-size", "review.duplication", "review.bound-parameters", "review.policies",
        "review.tests-locked", "review.change-scope", "scenarios.passed", "audit.findings",
        "contract.disagreements", "secrets.findings", "load.latency", "load.throughput", "load.errors", "load.memory",
        "load.processor",
        "load.database", "documents.examples", "documents.commands", "release.blockers", "staging.suite",
        "staging.persistence", "rollout.failed-requests", "door.version", "watch.samples", "alerts.findings",
        "manifests.findings", "documents.served", "handover.findings",
    ]

    @Test func `The standard workflow has five phases and thirteen roles`() throws {
        let workflow = try Workflow.load(Workflow.standardText, instruments: Self.standardInstruments)
        #expect(workflow.phases.map(\.id) == ["planning", "foundation", "implementation", "verification", "release"])
        #expect(workflow.phases.map(\.isBuilt) == [true, true, true, true, true])
        #expect(workflow.phases.map(\.gate.count) == [8, 6, 14, 12, 10])
        #expect(Set(workflow.phases.flatMap(\.tasks).map(\.role)) == Set(Role.allCases))
        #expect(Set(workflow.phases.flatMap(\.gate).map(\.instrument)) == Self.standardInstruments)
    }

    @Test func `An instrument that is missing is reported where it is named`() throws {
        let instruments = Self.standardInstruments.subtracting(["coverage.lines"])
        let error = #expect(throws: WorkflowInvalid.self) {
            try Workflow.load(Workflow.standardText, instruments: instruments)
        }
        let problem = try #require(error?.diagnostics.first)
        #expect(error?.diagnostics.count == 1)
        #expect(problem.code == "workflow/unknown-instrument")
        let lines = Workflow.standardText.split(separator: "\n", omittingEmptySubsequences: false)
        let position = try #require(problem.range?.start)
        #expect(lines[position.line - 1].dropFirst(position.column - 1) == "coverage.lines")
    }

    private static let gate = "gate: [{id: g, text: t, instrument: i, comparison: '=', threshold: 1}]"

    private static func phase(_ topology: String = "mesh", tasks: String, gate: String = gate) -> String {
        "phases:\n- id: p\n  topology: \(topology)\n  \(gate)\n  tasks:\n" + tasks
    }

    @Test(arguments: [
        ("a: [", "workflow/not-yaml", nil), ("x: 1", "workflow/unknown-key", 1),
        ("phases: []", "workflow/no-phases", 1),
        (phase(tasks: "  - {id: a, role: tester}", gate: "gate: []"), "workflow/no-gate", 2),
        (
            phase(tasks: "  - {id: a, role: tester}", gate: "gate: [{id: g, text: t, comparison: '=', threshold: 1}]"),
            "workflow/missing", 4
        ),
        (
            phase(
                tasks: "  - {id: a, role: tester}",
                gate: "gate: [{id: g, text: t, instrument: i, comparison: '=', threshold: x}]"),
            "workflow/no-threshold", 4
        ),
        (
            phase(
                tasks: "  - {id: a, role: tester}",
                gate: "gate: [{id: g, text: t, instrument: i, comparison: '~', threshold: 1}]"),
            "workflow/unknown-comparison", 4
        ),
        (phase("ring", tasks: "  - {id: a, role: tester}"), "workflow/unknown-topology", 3),
        (phase(tasks: "  - {id: a, role: testr}"), "workflow/unknown-role", 6),
        (phase(tasks: "  - {id: a, role: tester, need: [x]}"), "workflow/unknown-key", 6),
        (phase(tasks: "  - {id: a, role: tester, needs: [x]}"), "workflow/unknown-deliverable", 6),
        (phase(tasks: "  - {id: a, role: tester, needs: x}"), "workflow/type", 6),
        (phase(tasks: "  - {id: a, role: tester, attempts: 0}"), "workflow/range", 6),
        (phase(tasks: "  - {id: a, role: tester, exclusive: all}"), "workflow/unknown-exclusive", 6),
        (phase(tasks: "  - {id: a, role: tester}\n  - {id: a, role: tester}"), "workflow/duplicate", 6),
        (
            phase(tasks: "  - {id: a, role: tester, produces: [x]}\n  - {id: b, role: tester, produces: [x]}"),
            "workflow/duplicate", 7
        ),
        (
            phase(
                tasks:
                    "  - {id: a, role: tester, needs: [y], produces: [x]}\n  - {id: b, role: tester, needs: [x], produces: [y]}"
            ), "workflow/cycle", 6
        ),
        (
            phase("star", tasks: "  - {id: a, role: tester, produces: [x]}\n  - {id: b, role: tester, needs: [x]}"),
            "workflow/isolated", 7
        ),
    ])
    func `What is wrong is reported with its code and line`(_ text: String, _ code: String, _ line: Int?) throws {
        let error = #expect(throws: WorkflowInvalid.self) { try Workflow.load(text, instruments: ["i"]) }
        let problem = try #require(error?.diagnostics.first)
        #expect(problem.code == code)
        #expect(problem.range?.start.line == line)
    }

    @Test func `A team's own workflow is read whole`() throws {
        let text = Self.phase(
            "star",
            tasks: "  - {id: a, role: tester, produces: [x], exclusive: machine, attempts: 1}\n"
                + "  - {id: b, role: code-reviewer, needs: [x], coordinator: true, instructions: Merge.}")
        let workflow = try Workflow.load(text, instruments: ["i"])
        #expect(
            workflow.phases[0].tasks == [
                TaskDefinition(id: "a", role: .tester, produces: ["x"], exclusive: .machine, attempts: 1),
                TaskDefinition(
                    id: "b", role: .codeReviewer, needs: ["x"], isCoordinator: true, instructions: "Merge."),
            ])
    }

    @Test func `The drawing shows phases, tasks, deliverables and what is not built`() throws {
        let text = Workflow.standardText.replacing("title: Release\n", with: "title: Release\n    built: false\n")
        let dot = try Workflow.load(text, instruments: Self.standardInstruments).dot
        #expect(dot.contains("label=\"5 Release (hierarchical, not built)\"; style=dashed;"))
        #expect(dot.contains("\"planning.schema\" -> \"planning.migrations\" [label=\"schema\"];"))
        #expect(dot.contains("[label=\"red per endpoint\\ntester\"];"))
    }
}
