import Processes
import Proving
import Workflow

/// Puts what an instrument of `Proving` read on record: the figure, and each program's output as evidence.
struct ReadingInstrument: Instrument {
    let name: String
    let supervisor: Supervisor
    let read: @Sendable (Subject) async throws -> Reading

    func measure(_ subject: Subject) async throws -> Figure {
        subject.step("measuring")
        let reading = try await read(subject)
        let tree = try await GitTree.id(of: subject.workspace, supervisor)
        return Figure(
            reading.figure, note: reading.note,
            evidence: try reading.evidence(of: name, tree: tree, keptIn: subject.store))
    }
}
