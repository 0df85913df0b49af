import Foundation
import Testing
import Workflow

/// Every gate is seen to close: a fault is planted in a copy of a finished workspace, and the gate whose criterion it
/// breaks must say no. `FIVEGATE_WORKSPACE` names the workspace; without it there is nothing to plant faults in.
@Suite(.serialized, .enabled(if: Planted.shared != nil, "FIVEGATE_WORKSPACE is not set"))
struct GateTests {
    /// `FIVEGATE_FAULTS=planning` plants only those whose criterion has this in its name.
    @Test func everyFaultClosesItsGate() async throws {
        let copy = try await #require(Planted.shared).value
        try await copy.mark()
        var rows: [(fault: Fault, answer: Planted.Answer)] = []
        let only = ProcessInfo.processInfo.environment["FIVEGATE_FAULTS"]
        for fault in Fault.all where only.map(fault.criterion.contains) ?? true {
            let begun = ContinuousClock.now
            try await copy.restore()
            do {
                try await fault.plant(copy)
                let answer = try await copy.measure(fault.criterion)
                #expect(answer.verdict != .pass, "\(fault.testDescription) was not noticed: \(answer.note)")
                // What could not be measured closes the gate too, and says nothing of the fault. Only load may come to its own
                // limits, and a rehearsal end early, because of what was planted.
                let mayEndEarly = ["load.", "rollout."].contains { answer.criterion.instrument.hasPrefix($0) }
                #expect(answer.verdict == .fail || mayEndEarly, "\(fault.testDescription): \(answer.note)")
                #expect(!answer.note.isEmpty, "\(fault.criterion) does not say why")
                rows.append((fault, answer))
                print(
                    "\(fault.criterion) \(answer.verdict.rawValue): \(answer.value ?? .nan). \(answer.note.prefix(240))",
                    "(\((ContinuousClock.now - begun).components.seconds) s)")
            } catch {
                Issue.record(error, "\(fault.testDescription) could not be planted")
            }
        }
        try await copy.endRelease()
        try await copy.restore()
        guard rows.count == Fault.all.count else { return }
        try compare(GatesDocument(rows, of: copy.workflow, home: copy.workspace))
    }

    /// The page is recorded with `RECORD=1`. What a gate said has figures that differ from run to run; what was planted
    /// to close it has not.
    private func compare(_ document: GatesDocument) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/gates.md")
        let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        for row in document.rows {
            #expect(row.allSatisfy { !$0.isEmpty }, "\(row[0]) has an empty cell")
            let planted = row.prefix(4).joined(separator: " | ")
            #expect(recorded.contains("| \(planted) |"), "docs/gates.md has no such row; record it with RECORD=1")
        }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try document.text.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    /// A gate that says no to everything would close as well.
    @Test(arguments: [
        "planning.openapi-valid", "planning.no-full-scan", "implementation.policies", "verification.contract-holds",
        "release.alerts-checked",
    ])
    func withoutAFaultTheGateIsOpen(_ criterion: String) async throws {
        let copy = try await #require(Planted.shared).value
        try await copy.mark()
        try await copy.restore()
        let answer = try await copy.measure(criterion)
        #expect(answer.verdict == .pass, "\(answer.note)")
    }
}

@Suite struct FaultTests {
    @Test func everyCriterionOfTheWorkflowHasAFault() throws {
        let workflow = try Workflow.load(Workflow.standardText, instruments: nil)
        let criteria = workflow.phases.filter(\.isBuilt).flatMap(\.gate).map(\.id)
        #expect(criteria.sorted() == Fault.all.map(\.criterion).sorted())
    }
}
