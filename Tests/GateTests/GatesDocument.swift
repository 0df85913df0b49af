import Workflow

/// `docs/gates.md`: every criterion, and the fault that was seen to close its gate.
enum GatesDocument {
    static func text(_ rows: [(fault: Fault, answer: Planted.Answer)], of workflow: Workflow, home: String) -> String {
        let lines = rows.map { fault, answer in
            let criterion = answer.criterion
            return [
                "`\(criterion.id)`", "`\(criterion.instrument)`",
                "\(criterion.comparison.rawValue) \(plain(criterion.threshold)) \(criterion.unit)", fault.text,
                "\(answer.verdict.rawValue): \(said(answer, home))",
            ].map(cell).joined(separator: " | ")
        }
        let unbuilt = workflow.phases.filter { !$0.isBuilt }.map {
            "- Phase \($0.number), \($0.title): not supported yet."
        }
        return """
            # Gates

            Every criterion of the gates, the instrument that measures it, and a fault that was planted in a finished
            service to see that gate close. `Tests/GateTests` plants them and writes this page.

            | criterion | instrument | threshold | planted fault | what the gate said |
            |---|---|---|---|---|
            \(lines.map { "| \($0) |" }.joined(separator: "\n"))

            ## Not built yet

            \(unbuilt.joined(separator: "\n"))

            """
    }

    private static func said(_ answer: Planted.Answer, _ home: String) -> String {
        let value = answer.value.map { plain($0) + " " + answer.criterion.unit + ". " } ?? ""
        let note = answer.note.replacing(home, with: "").replacing(/\b[0-9a-f]{10,64}\b/, with: "…")
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
