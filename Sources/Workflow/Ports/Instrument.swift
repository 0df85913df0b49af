/// Measures one figure. It never decides.
public protocol Instrument: Sendable {
    /// - Throws: when it could not measure; the criterion is then `not measured`, with the error as its note.
    func measure(_ subject: Subject) async throws -> Figure
}

/// What an instrument looks at.
public struct Subject: Sendable {
    public var criterion: Criterion
    public var state: RunState
    /// The workspace's folder.
    public var workspace: String
    public var deliverables: DeliverableReader
    public var store: any RunStore
    /// Says what is being done, for the progress display.
    public var step: @Sendable (String) -> Void
}

/// What an instrument read.
public struct Figure: Sendable, Hashable {
    /// In the criterion's unit; nil when there was nothing to measure.
    public var value: Double?
    /// What failed and where, or why there is no figure.
    public var note: String
    public var evidence: [Evidence]

    public init(_ value: Double?, note: String = "", evidence: [Evidence] = []) {
        self.value = value
        self.note = note
        self.evidence = evidence
    }
}

/// Whether the phase's deliverables, as they are now, were approved: 1 or 0.
public struct ApprovalInstrument: Instrument {
    public init() {}

    public func measure(_ subject: Subject) async throws -> Figure {
        let phase = subject.criterion.owner
        guard let approval = subject.state.approvals[phase] else {
            return Figure(nil, note: "nobody has approved it yet: fivegate approve")
        }
        guard subject.state.isApproved(phase) else {
            return Figure(0, note: "what \(approval.who) approved has changed since: fivegate approve")
        }
        return Figure(1, note: "\(approval.who), \(approval.how), of \(approval.subject)")
    }
}
