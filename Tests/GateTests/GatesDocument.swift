import Workflow

/// `docs/gates.md`: every criterion, and the fault that was seen to close its gate.
struct GatesDocument {
    /// Criterion, instrument, threshold, planted fault, what the gate said.
    let rows: [[String]]
    private let unbuilt: [Phase]

    init(_ answers: [(fault: Fault, answer: Planted.Answer)], of workflow: Workflow, home: String) {
        rows = answers.map { fault, answer in
            let criterion = answer.criterion
            let threshold = "\(criterion.comparison.rawValue) \(Self.plain(criterion.threshold)) \(criterion.unit)"
            return [
                "`\(criterion.id)`", "`\(criterion.instrument)`", threshold, fault.text,
                "\(answer.verdict.rawValue): \(Self.said(answer, home))",
            ].map(Self.cell)
        }
        unbuilt = workflow.phases.filter { !$0.isBuilt }
    }

    var text: String {
        """
        # Gates

        Every criterion of the gates, the instrument that measures it, and a fault that was planted in a finished
        service to see that gate close. `Tests/GateTests` plants them (`make test-journey`) and writes this page.

        | criterion | instrument | threshold | planted fault | what the gate said |
        |---|---|---|---|---|
        \(rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n"))

        ## Not built yet

        \(unbuilt.isEmpty ? "Every phase is built." : unbuilt.map { "- Phase \($0.number), \($0.title): not supported yet." }.joined(separator: "\n"))

        """
    }

    private static func said(_ answer: Planted.Answer, _ home: String) -> String {
        let value = answer.value.map { plain($0) + " " + answer.criterion.unit + ". " } ?? ""
        let note = answer.note.replacing(home + "/", with: "").replacing(/\b[0-9a-f]{10,64}\b/, with: "…")
        return value + (note.count > 240 ? note.prefix(240) + "…" : note)
    }

    /// At most two digits behind the point.
    private static func plain(_ number: Double) -> String {
        let rounded = (number * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing(/\s*\n\s*/, with: " ").replacing("\u{1B}", with: "")
    }
}
