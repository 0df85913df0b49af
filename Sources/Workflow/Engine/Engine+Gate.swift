/// Measuring a phase's gate.
extension Engine {
    /// Measures every criterion and decides. Only figures count; all criteria are measured, also after the first that
    /// fails, so that one report tells everything.
    func isGateOpen(_ phase: Phase) async throws -> Bool {
        let contents = try await workspace.contents()
        let digest = state.digest(of: phase.id, files: contents.files)
        try append(.gateStarted(phase: phase.id, tree: contents.tree, digest: digest))
        options.progress(.gateStarted(phase: phase.id, criteria: phase.gate.count))
        try await askForApproval(phase, of: digest)
        var isOpen = true
        for criterion in phase.gate {
            let result = try await measure(criterion)
            isOpen = isOpen && result.verdict == .pass
            try append(.criterionMeasured(phase: phase.id, result: result))
            options.progress(.criterionMeasured(phase: phase.id, result))
        }
        try append(.gateDecided(phase: phase.id, isOpen: isOpen))
        // What was decided is in the history too, so that the journal cannot be cut off before it unseen.
        let message = CommitMessage(
            subject: "Gate of \(phase.id): \(isOpen ? "open" : "closed")",
            trailers: [.init("Run", state.run), .init("Gate", phase.id), .init("Journal", head)])
        _ = try await workspace.commit([], message: message)
        options.progress(.gateDecided(phase: phase.id, isOpen: isOpen))
        return isOpen
    }

    private func measure(_ criterion: Criterion) async throws -> CriterionResult {
        let progress = options.progress
        let subject = Subject(
            criterion: criterion, state: state, workspace: workspace.path,
            deliverables: DeliverableReader(Set(state.deliverables.keys), of: state, in: store), store: store,
            step: { progress(.step(criterion.id, $0)) })
        let measurement = try await measurement(of: subject)
        return CriterionResult(
            criterion: criterion, verdict: criterion.verdict(on: measurement.value), value: measurement.value,
            note: measurement.note, evidence: measurement.evidence)
    }

    /// What could not be measured has no figure; only cancellation stops the measuring.
    private func measurement(of subject: Subject) async throws -> Figure {
        guard let instrument = instruments[subject.criterion.instrument] else {
            return Figure(nil, note: "there is no instrument \(subject.criterion.instrument)")
        }
        do {
            let measurement = try await instrument.measure(subject)
            try Task.checkCancellation()
            return measurement
        } catch  where error is CancellationError || Task.isCancelled {
            throw error
        } catch {
            return Figure(nil, note: "\(error)")
        }
    }

    private func askForApproval(_ phase: Phase, of digest: String) async throws {
        let needsApproval = phase.gate.contains { instruments[$0.instrument] is ApprovalInstrument }
        guard needsApproval, !state.isApproved(phase.id) else { return }
        guard let approval = await options.approve(phase.id, digest) else { return }
        try append(.approved(phase: phase.id, approval: approval))
    }
}
